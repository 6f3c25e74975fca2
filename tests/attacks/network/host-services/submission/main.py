import socket

open_ports = []
for port in (22, 80, 443, 2375, 5432, 6379, 8000, 8080):
    one = socket.socket()
    one.settimeout(0.2)
    if one.connect_ex(('127.0.0.1', port)) == 0:
        open_ports.append(port)
print(f'ESCAPED {open_ports}' if open_ports else 'HELD')
