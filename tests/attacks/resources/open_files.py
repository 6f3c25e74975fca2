"""Opens files without end.

Expected: exited 1
"""

import os

held = [open(os.devnull) for _ in range(100_000)]
