import os

made = 0
try:
    while made < 1000:
        if os.fork() == 0:
            os._exit(0)
        made += 1
except OSError:
    pass
print("HELD" if made < 60 else f"ESCAPED {made}")
