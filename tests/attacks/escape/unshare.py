"""Tries unshare.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.unshare(0x10000000)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
