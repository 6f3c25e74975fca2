from raw import callers


def announce(caller):
    while True:
        caller.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


callers(announce)
