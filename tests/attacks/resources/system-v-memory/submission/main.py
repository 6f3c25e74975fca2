import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
for _ in range(64):
    segment = libc.shmget(0, 16 << 20, 0o1600)
    if segment < 0:
        break
    place = libc.shmat(segment, None, 0)
    if place not in (None, ctypes.c_void_p(-1).value):
        ctypes.memset(place, 1, 16 << 20)
print("HELD")
