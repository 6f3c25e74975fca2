import sys

sys.stdout.buffer.write(b'HELD' + bytes(range(256)))
