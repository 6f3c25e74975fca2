import socket

try:
    socket.getaddrinfo('example.org', 80)
    print('ESCAPED')
except OSError:
    print('HELD')
