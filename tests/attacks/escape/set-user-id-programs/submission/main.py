import os, stat

found = []
for root, folders, files in os.walk('/'):
    if root in ('/proc', '/sys'):
        folders.clear()
    for name in files:
        try:
            if os.lstat(os.path.join(root, name)).st_mode & (stat.S_ISUID | stat.S_ISGID):
                found.append(name)
        except OSError:
            pass
print(f'HELD' if os.stat('/proc/self').st_uid else 'ESCAPED', end='\n')
assert os.system('su -c id 2>/dev/null') != 0
