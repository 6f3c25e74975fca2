"""Tries personality.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.personality(0x0040000)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
