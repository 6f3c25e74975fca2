"""Leaves a link where its result should be.

Expected: exited 0 without result
"""

import os

os.symlink('/etc/passwd', 'result.txt')
print('HELD')
