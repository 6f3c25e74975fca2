import os
import shutil
import subprocess

shutil.copy("/bin/cat", "cat")
os.chmod("cat", 0o755)
try:
    subprocess.run(["./cat", "/dev/null"], check=True)
    print("ESCAPED: a program ran from the work folder")
except OSError:
    pass
program = os.memfd_create("cat")
with open("/bin/cat", "rb") as source:
    os.write(program, source.read())
told = subprocess.run([f"/proc/self/fd/{program}", "/proc/self/status"], pass_fds=[program], capture_output=True, text=True)
rights = dict(line.split(":\t", 1) for line in told.stdout.splitlines() if ":\t" in line)
same = rights["CapEff"].strip("0") == "" and rights["NoNewPrivs"] == "1" and rights["Seccomp"] == "2"
print("HELD" if same else f"ESCAPED {rights}")
