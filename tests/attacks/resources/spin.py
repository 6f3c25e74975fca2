"""Spins on one core.

Expected: timed_out
"""

while True:
    pass
