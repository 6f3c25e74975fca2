import os
import stat

KNOWN = {"null", "zero", "full", "random", "urandom", "tty", "ptmx", "console"}
found = []
for root, folders, files in os.walk("/dev"):
    for name in files:
        mode = os.lstat(os.path.join(root, name)).st_mode
        if (stat.S_ISBLK(mode) or stat.S_ISCHR(mode)) and name not in KNOWN:
            found.append(name)
print(f"ESCAPED {found}" if found else "HELD")
