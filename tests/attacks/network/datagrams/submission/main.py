import socket

try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('8.8.8.8', 53))
    print('ESCAPED')
except OSError:
    print('HELD')
