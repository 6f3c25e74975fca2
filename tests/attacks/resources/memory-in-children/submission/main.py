import os

for _ in range(4):
    if os.fork() == 0:
        held = bytearray(b'x') * (300 << 20)
        os._exit(5)
codes = [os.waitpid(-1, 0)[1] for _ in range(4)]
print('HELD' if all(code == 9 for code in codes) else f'ESCAPED {codes}')
