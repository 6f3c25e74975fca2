import ctypes

libc = ctypes.CDLL(None, use_errno=True)
queues = 0
while queues < 1000 and libc.syscall(240, f"q{queues}".encode(), 0o102, 0o600, None) >= 0:
    queues += 1
segments = 0
while segments < 100_000 and libc.msgget(0, 0o1600) >= 0:
    segments += 1
print("HELD" if queues < 1000 else f"ESCAPED {queues}")
