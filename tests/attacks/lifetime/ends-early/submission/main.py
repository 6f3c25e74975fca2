import json
import os
import select
import sys
import time


def answer(line):
    row = json.loads(line)
    return json.dumps({"answer": row["a"] * row["b"] % 101})

for _ in range(4):
    print(answer(sys.stdin.readline()), flush=True)
