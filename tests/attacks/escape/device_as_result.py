"""Leaves a device that never ends.

Expected: exited 0 without result
"""

import os, stat

try:
    os.mknod('result.txt', stat.S_IFCHR | 0o666, os.makedev(1, 5))
except OSError:
    print('HELD')
