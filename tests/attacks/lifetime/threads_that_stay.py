"""Ends, but for a thread.

Expected: timed_out
"""

import threading, time

threading.Thread(target=time.sleep, args=(3600,)).start()
