"""Tries mount.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.mount(b'none', b'/work', b'tmpfs', 0, None)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
