import os

held = [open(os.devnull) for _ in range(100_000)]
