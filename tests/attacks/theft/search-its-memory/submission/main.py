import re

PATTERN = re.compile(b"canary" + b"-[0-9a-f]{24}")
found = set()
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", buffering=0) as memory:
    for line in maps:
        span, rights, *rest = line.split()
        if rights[0] == "r" and not rest[-1].startswith(("/", "[v")):
            begin, end = (int(one, 16) for one in span.split("-"))
            memory.seek(begin)
            try:
                found |= set(PATTERN.findall(memory.read(min(end - begin, 1 << 26))))
            except (OSError, MemoryError):
                pass
print(f"ESCAPED {found}" if found else "HELD")
