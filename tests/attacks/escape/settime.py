"""Tries settime.

Expected: exited 0
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
result = libc.syscall(227, 0, ctypes.create_string_buffer(16))
print(f'ESCAPED {result}' if result != -1 else 'HELD')
