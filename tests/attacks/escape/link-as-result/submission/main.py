import os

os.symlink('/etc/passwd', 'answers.csv')
print('HELD')
