import os, stat

try:
    os.mknod('answers.csv', stat.S_IFCHR | 0o666, os.makedev(1, 5))
except OSError:
    print('HELD')
