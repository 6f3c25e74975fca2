import os

os.mkfifo('answers.csv')
print('HELD')
