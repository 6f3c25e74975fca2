import ctypes
import os
import time

ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
for _ in range(4):
    if os.fork() == 0:
        os.setsid()
        for _ in range(3):
            if os.fork() == 0:
                time.sleep(3600)
        os._exit(0)
print("HELD", flush=True)
