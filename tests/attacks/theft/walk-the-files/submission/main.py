import os

found = []
for root, folders, files in os.walk('/'):
    if root in ('/proc', '/sys', '/dev', '/usr'):
        folders.clear()
        continue
    for name in files:
        try:
            if b'CANARY' in open(os.path.join(root, name), 'rb').read(1 << 20) and root != '/work':
                found.append(name)
        except OSError:
            pass
print(f'ESCAPED {found}' if found else 'HELD')
