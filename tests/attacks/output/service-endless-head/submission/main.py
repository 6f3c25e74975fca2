from raw import callers


def talk(caller):
    caller.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(10**9):
        caller.sendall(b"X-%d: y\r\n" % number)


callers(talk)
