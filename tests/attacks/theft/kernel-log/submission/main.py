import ctypes

libc = ctypes.CDLL(None)
buffer = ctypes.create_string_buffer(4096)
print('ESCAPED' if libc.klogctl(3, buffer, 4096) > 0 else 'HELD')
