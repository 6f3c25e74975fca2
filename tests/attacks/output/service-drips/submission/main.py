import time

from raw import callers


def drip(caller):
    caller.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")
    while True:
        caller.sendall(b"1")
        time.sleep(0.05)


callers(drip)
