from raw import callers

BODY = b'{"answer": 1, "x": "' + b"x" * 1_000_000 + b'"}'
callers(lambda caller: caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY))
