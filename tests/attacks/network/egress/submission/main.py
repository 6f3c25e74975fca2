import socket

reached = []
for address in (('1.1.1.1', 53), ('8.8.8.8', 443), ('172.17.0.1', 22), ('10.0.0.1', 80), ('192.168.0.1', 80)):
    one = socket.socket()
    one.settimeout(1)
    try:
        one.connect(address)
        reached.append(address)
    except OSError:
        pass
print(f'ESCAPED {reached}' if reached else 'HELD')
