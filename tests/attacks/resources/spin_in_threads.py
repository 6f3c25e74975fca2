"""Spins in more threads than it has cores.

Expected: timed_out
"""

import threading


def spin():
    while True:
        pass


for _ in range(8):
    threading.Thread(target=spin).start()
