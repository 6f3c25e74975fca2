"""Leaves a hard link where its result should be.

Expected: exited 0 without result
"""

import os

try:
    os.link('/proc/1/environ', 'result.txt')
except OSError:
    print('HELD')
