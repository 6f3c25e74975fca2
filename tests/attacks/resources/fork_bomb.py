"""Forks without end.

Expected: timed_out
"""

import os

while True:
    try:
        os.fork()
    except OSError:
        pass
