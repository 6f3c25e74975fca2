import socket

one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
one.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
try:
    one.sendto(b'x', ('255.255.255.255', 9))
    print('ESCAPED')
except OSError:
    print('HELD')
