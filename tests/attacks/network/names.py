"""Smuggles words out in names to resolve.

Expected: exited 0
"""

import socket

try:
    socket.getaddrinfo('example.org', 80)
    print('ESCAPED')
except OSError:
    print('HELD')
