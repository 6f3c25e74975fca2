import socket

made = []
for family in range(1, 46):
    if family in (1, 2, 10):
        continue
    for kind in (1, 2, 3, 5):
        try:
            socket.socket(family, kind)
            made.append(family)
        except OSError:
            pass
print(f'ESCAPED {made}' if made else 'HELD')
