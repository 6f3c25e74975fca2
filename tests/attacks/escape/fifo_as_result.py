"""Leaves a fifo, on which a reader would wait for ever.

Expected: exited 0 without result
"""

import os

os.mkfifo('result.txt')
print('HELD')
