import json
import sys

for place, line in enumerate(sys.stdin):
    row = json.loads(line)
    print(json.dumps({"answer": row["a"] * row["b"] % 101 if place < 4 else -1}), flush=True)
