import sys

sys.stdout.buffer.write(b"x" + "\U0001f600".encode() * 65_000)
