import sys

print('{"answer": 7}\n' * 8, end="", flush=True)
sys.stdin.read()
