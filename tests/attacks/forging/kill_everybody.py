"""Kills every process that it may.

Expected: exited 137
"""

import os, time

os.kill(-1, 9)
time.sleep(60)
