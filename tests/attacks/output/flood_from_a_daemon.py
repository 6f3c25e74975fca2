"""Floods from a process that outlives it.

Expected: exited 0 or output_too_large
"""

import os

if os.fork() == 0:
    os.setsid()
    while True:
        os.write(1, b'x' * 1000)
print('HELD')
