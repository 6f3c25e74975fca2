import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
SIGCHLD = 17
for flag in (0x10000000, 0x00020000, 0x40000000, 0x20000000, 0x08000000, 0x04000000, 0x02000000):
    child = libc.syscall(56, flag | SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    if child > 0:
        print(f"ESCAPED {flag:#x}")
print("HELD")
