import os
import time

os.write(os.open("/proc/1/fd/1", os.O_WRONLY), b"F\xff\xff\xff\xff" + b"x" * 4096)
time.sleep(60)
