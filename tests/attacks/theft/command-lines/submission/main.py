import os

text = ''.join(open(f'/proc/{pid}/cmdline').read() for pid in filter(str.isdigit, os.listdir('/proc')))
print('ESCAPED' if 'CANARY' in text else 'HELD')
