import os
import socket

os.mkdir("answers.csv")
socket.socket(socket.AF_UNIX).bind("report.json")
print("HELD")
