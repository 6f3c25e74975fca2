import importlib.util
import os

found = [name for name in ("challenges", "packkit", "grade", "generate", "vetting", "django") if importlib.util.find_spec(name)]
for root, folders, files in os.walk("/"):
    if root in ("/proc", "/sys", "/usr/local/lib/python3.11/site-packages"):
        folders.clear()
    found += [os.path.join(root, name) for name in files if name in ("grade.py", "generate.py", "packrun.py", "packkit.py", "verdict.json", "challenge.toml", "manage.py")]
print(f"ESCAPED {found}" if found else "HELD")
