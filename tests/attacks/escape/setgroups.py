"""Tries setgroups.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.setgroups(1, (ctypes.c_uint * 1)(0))
print(f'ESCAPED {result}' if result != -1 else 'HELD')
