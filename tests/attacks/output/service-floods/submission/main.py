from raw import callers


def flood(caller):
    caller.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        caller.sendall(b"[" * 65536)


callers(flood)
