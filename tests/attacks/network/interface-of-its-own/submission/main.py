import fcntl
import os
import socket
import struct

one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
address = struct.pack("16sH2x4s8x", b"lo", socket.AF_INET, socket.inet_aton("172.17.0.1"))
made = []
for request in (0x8916, 0x8914, 0x890B, 0x8924, 0x89A0):
    try:
        fcntl.ioctl(one, request, address)
        made.append(hex(request))
    except OSError:
        pass
if os.path.exists("/dev/net/tun"):
    made.append("tun")
print(f"ESCAPED {made}" if made else "HELD")
