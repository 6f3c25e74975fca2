import os

escaped = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    for way in (os.O_WRONLY, os.O_RDWR | os.O_TRUNC):
        try:
            os.close(os.open(f"/proc/{pid}/exe", way))
            escaped.append(pid)
        except OSError:
            pass
print(f"ESCAPED {escaped}" if escaped else "HELD")
