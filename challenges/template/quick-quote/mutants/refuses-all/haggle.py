import sys

for _ in sys.stdin:
    print('{"accept": false}', flush=True)
