from raw import callers

REPLY = b'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 900\r\n\r\n{"answer": 1}HTTP/1.1 200 OK\r\n\r\n'
callers(lambda caller: caller.sendall(REPLY))
