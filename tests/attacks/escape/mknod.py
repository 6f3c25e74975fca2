"""Tries mknod.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.mknod(b'/work/d', 0o60666, 0x0800)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
