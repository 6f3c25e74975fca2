import os
import time

from counter import serve

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:  # outlives its parents and the service
            time.sleep(0.1)
    os._exit(0)
serve(lambda a, b: a * b % 101)
