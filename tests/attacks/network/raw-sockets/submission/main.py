import socket

made = []
for family in (socket.AF_INET, socket.AF_INET6):
    for protocol in (1, 6, 17, 58, 255):
        try:
            socket.socket(family, socket.SOCK_RAW, protocol)
            made.append((family, protocol))
        except OSError:
            pass
print(f"ESCAPED {made}" if made else "HELD")
