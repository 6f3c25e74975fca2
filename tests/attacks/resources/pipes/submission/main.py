import os

held = []
while True:
    read, write = os.pipe()
    os.set_blocking(write, False)
    os.write(write, b'x' * 65536)
    held.append((read, write))
