import os

try:
    os.link('/proc/1/environ', 'answers.csv')
except OSError:
    print('HELD')
