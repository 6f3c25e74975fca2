"""Tries process_vm.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall(310, 1, 0, 0, 0, 0, 0)
print(f'ESCAPED {result}' if result != -1 else 'HELD')
