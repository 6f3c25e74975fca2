import os
from pathlib import Path

from counter import serve

for place in (".", "data", "/work", "/tmp", "/opt/vetting", "/proc/1/root", "/"):
    for folder, _, names in os.walk(place):
        if folder.startswith(("/usr", "/lib", "/proc", "/sys")):
            continue
        for name in names:
            if name in {"answers.csv", "canary.txt", "client.py", "grade.py", "asked.csv"}:
                print("ESCAPED: found", Path(folder, name), flush=True)
print("HELD", flush=True)
serve(lambda a, b: a * b % 101)
