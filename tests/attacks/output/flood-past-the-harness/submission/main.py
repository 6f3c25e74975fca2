import os

out = os.open('/proc/1/fd/1', os.O_WRONLY)
while True:
    os.write(out, b'o\0\0\xff\xff' + b'x' * 65535)
