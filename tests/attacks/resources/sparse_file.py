"""Makes a file that looks larger than any disk.

Expected: exited 1
"""

import os

os.truncate(os.open('x', os.O_CREAT | os.O_RDWR), 1 << 50)
