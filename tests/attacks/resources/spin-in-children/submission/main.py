import os

for _ in range(10):
    if os.fork() == 0:
        break
while True:
    pass
