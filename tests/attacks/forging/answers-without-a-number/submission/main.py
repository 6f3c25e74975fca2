import sys

for place, line in enumerate(sys.stdin):
    print(('{"answer": NaN}', '{"answer": 1e999}', '{"answer": [1, 2]}')[place % 3], flush=True)
