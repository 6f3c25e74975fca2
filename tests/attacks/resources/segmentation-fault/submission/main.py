import ctypes
import resource

assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
ctypes.string_at(0)
