"""Tries chroot.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.chroot(b'/work')
print(f'ESCAPED {result}' if result != -1 else 'HELD')
