import threading

event = threading.Event()
made = 0
try:
    for _ in range(10_000):
        threading.Thread(target=event.wait, daemon=True).start()
        made += 1
except RuntimeError:
    pass
print('HELD' if made < 100 else f'ESCAPED {made}')
