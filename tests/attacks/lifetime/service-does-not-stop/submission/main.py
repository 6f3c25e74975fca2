import signal

from counter import serve

signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGINT, signal.SIG_IGN)
serve(lambda a, b: a * b % 101)
