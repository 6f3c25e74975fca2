"""Sleeps for an hour.

Expected: timed_out
"""

import time

time.sleep(3600)
