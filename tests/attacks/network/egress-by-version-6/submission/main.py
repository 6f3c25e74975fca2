import socket

reached = []
for address in ("2606:4700:4700::1111", "fd00:ec2::254", "fe80::1", "ff02::1", "::ffff:169.254.169.254"):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        one = socket.socket(socket.AF_INET6, kind)
        one.settimeout(0.5)
        try:
            one.connect((address, 80))
            one.send(b"x")
            reached.append(address)
        except OSError:
            pass
print(f"ESCAPED {reached}" if reached else "HELD")
