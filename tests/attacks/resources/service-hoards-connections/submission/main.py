import os
import socket
import threading

from counter import serve

PORT = int(os.environ["PORT"])


def hoard():
    kept = []
    try:
        while True:
            kept.append(socket.create_connection(("127.0.0.1", PORT), timeout=1))
    except OSError:
        print("HELD at", len(kept), flush=True)
        threading.Event().wait()


threading.Thread(target=hoard, daemon=True).start()
serve(lambda a, b: a * b % 101)
