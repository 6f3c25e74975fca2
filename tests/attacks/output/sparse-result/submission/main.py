import os

os.truncate(os.open("answers.csv", os.O_CREAT | os.O_RDWR), 8_000_000)
