"""Prints bytes that are no text.

Expected: exited 0
"""

import sys

sys.stdout.buffer.write(b'HELD' + bytes(range(256)))
