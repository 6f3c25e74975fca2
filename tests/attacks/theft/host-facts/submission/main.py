import os

names = open('/proc/self/mountinfo').read() + ' '.join(os.listdir('/'))
print('ESCAPED' if '/root/' in names or '/home/' in names else 'HELD')
