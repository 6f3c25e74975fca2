import os, socket, threading, time

door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])), backlog=64)
open("log.txt", "w").close()


def callers(behave):
    """Say once that we are ready, then behave as we like towards everybody."""
    with door.accept()[0] as first:
        first.recv(9999)
        first.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    print("HELD", flush=True)
    while True:
        caller = door.accept()[0]
        threading.Thread(target=endure, args=(behave, caller), daemon=True).start()


def endure(behave, caller):
    try:
        with caller:
            caller.recv(9999)
            behave(caller)
    except OSError:
        pass
