"""Tries open_by_handle.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall(304, -100, 0, 0)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
