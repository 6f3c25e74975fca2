import json
import sys

for line in sys.stdin:
    row = json.loads(line)
    print(json.dumps({"answer": row["a"] * row["b"] % 101}), flush=True)
