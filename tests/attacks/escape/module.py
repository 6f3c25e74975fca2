"""Tries module.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall(313, 0, b'', 0)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
