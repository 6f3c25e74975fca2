import ctypes
import mmap
import os

libc = ctypes.CDLL(None, use_errno=True)
print("HELD: at the x32 door", flush=True)
if libc.syscall(0x40000000 + 39) == os.getpid():
    print("ESCAPED by x32", flush=True)
# mov eax, 20 (getpid); int 0x80; ret
code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
enter = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
if enter() == os.getpid():
    print("ESCAPED by int 0x80", flush=True)
