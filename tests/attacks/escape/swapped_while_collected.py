"""Swaps its result for a link while it is collected.

Expected: exited 0 or no result
"""

import os, time

open('result.txt', 'w').write('x' * 1000)
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.rename('result.txt', 'kept')
            os.symlink('/etc/passwd', 'result.txt')
            os.unlink('result.txt')
            os.rename('kept', 'result.txt')
        except OSError:
            pass
print('HELD')
