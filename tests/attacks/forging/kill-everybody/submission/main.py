import os, time

os.kill(-1, 9)
time.sleep(60)
