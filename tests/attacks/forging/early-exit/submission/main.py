import os

print('HELD', flush=True)
os._exit(0)
