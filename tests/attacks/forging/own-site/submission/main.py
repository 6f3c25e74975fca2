import subprocess
import sys

for name in ("sitecustomize.py", "usercustomize.py", "conftest.py", "hook.pth"):
    with open(name, "w") as file:
        file.write("import os; print('ESCAPED'); os._exit(0)")
seen = subprocess.run([sys.executable, "-I", "-c", "print('HELD')"], capture_output=True, text=True)
print(seen.stdout)
