"""Hangs while it ends.

Expected: timed_out
"""

import atexit, time

atexit.register(time.sleep, 3600)
