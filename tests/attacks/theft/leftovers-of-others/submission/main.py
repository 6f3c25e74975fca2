import os

found = []
for folder in ("/tmp", "/dev/shm", "/dev/mqueue", "/work"):
    for root, _, files in os.walk(folder):
        found += [os.path.join(root, name) for name in files]
found = [path for path in found if path not in ("/work/main.py", "/work/paper.py", "/work/data/numbers.csv")]
users = {os.stat(f"/proc/{pid}").st_uid for pid in filter(str.isdigit, os.listdir("/proc"))} - {os.getuid(), 0}
names = [open(f"/proc/{pid}/cmdline").read() for pid in filter(str.isdigit, os.listdir("/proc"))]
shared = open("/proc/sysvipc/shm").read().splitlines()[1:]
print(f"ESCAPED {found} {users} {shared} {names}" if found or users or shared or len(names) > 6 else "HELD")
