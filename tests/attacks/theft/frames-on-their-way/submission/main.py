import os

got = os.read(os.open("/proc/1/fd/0", os.O_RDONLY), 100)
print("read", got, flush=True)
