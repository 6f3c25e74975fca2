import os

text = repr(dict(os.environ)) + open('/proc/self/environ').read()
for pid in filter(str.isdigit, os.listdir('/proc')):
    try:
        text += open(f'/proc/{pid}/environ').read()
    except OSError:
        pass
print('ESCAPED' if 'CANARY' in text or 'SECRET' in text.upper() else 'HELD')
