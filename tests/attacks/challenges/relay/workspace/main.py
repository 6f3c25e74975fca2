import sys

for line in sys.stdin:
    print('{"answer": -1}', flush=True)
