import ctypes

libc = ctypes.CDLL(None, use_errno=True)
instances = []
while len(instances) < 1000 and (one := libc.inotify_init()) >= 0:
    instances.append(one)
print("HELD" if len(instances) < 300 else f"ESCAPED {len(instances)}", flush=True)
made = 0
while made < 200_000 and libc.inotify_add_watch(instances[0], b"/work/main.py", 1 << (made % 12)) >= 0:
    made += 1
