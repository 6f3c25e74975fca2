import os

os.write(os.open("/proc/1/fd/1", os.O_WRONLY), b"o\0\0\xff\xff")
