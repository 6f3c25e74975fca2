import os

os.truncate(os.open('x', os.O_CREAT | os.O_RDWR), 1 << 50)
