import os
import threading
import time

from counter import serve

OWN, LISTENS = int(os.environ["PORT"]), "0A"


def look():
    """The grader's client shares this loopback: nothing of it may listen, and nobody else be there."""
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in open(table).readlines()[1:]:
            _, address, _, state = line.split()[:4]
            if state == LISTENS and int(address.rpartition(":")[2], 16) != OWN:
                print("ESCAPED: somebody listens on", address, flush=True)
    with open("/proc/net/unix") as table:
        names = [line.split()[-1] for line in table.readlines()[1:] if "@" in line]
    if names:
        print("ESCAPED: abstract sockets", names, flush=True)
    mine = {str(os.getpid()), str(os.getppid()), "1"}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            line = open(f"/proc/{pid}/cmdline").read()
        except OSError:
            continue
        if pid not in mine and "packrun" in line:
            print("ESCAPED: sees the client", line, flush=True)
    print("HELD", flush=True)


def look_on():
    while True:
        look()
        time.sleep(0.1)


threading.Thread(target=look_on, daemon=True).start()
serve(lambda a, b: a * b % 101)
