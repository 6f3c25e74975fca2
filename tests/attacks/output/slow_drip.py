"""Drips output, so that it always seems alive.

Expected: timed_out
"""

import time

while True:
    print('.', flush=True)
    time.sleep(0.05)
