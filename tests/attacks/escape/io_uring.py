"""Tries io_uring.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall(425, 8, ctypes.create_string_buffer(256))
print(f'ESCAPED {result}' if result != -1 else 'HELD')
