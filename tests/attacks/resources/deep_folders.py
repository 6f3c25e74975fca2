"""Nests folders without end, so that removing them by path fails.

Expected: timed_out or disk_full
"""

import os

while True:
    os.mkdir('d')
    os.chdir('d')
