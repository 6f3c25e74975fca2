import json
import os
import select
import sys
import time


def answer(line):
    row = json.loads(line)
    return json.dumps({"answer": row["a"] * row["b"] % 101})

seen = []
for line in iter(sys.stdin.buffer.raw.readline, b""):
    if select.select([0], [], [], 0.05)[0]:
        seen.append(line)
    print(answer(line), flush=True)
# After the last answer stdin ends, which looks like something to read.
print("ESCAPED" if len(seen) > 0 else "HELD", file=sys.stderr)
