import sys

sys.stdout.buffer.write(b'HELD\n' + b'X\0\0\0\x10{"exit_code": 0}F\0\0\0\x0f\0\x0aanswers.csvCANARY')
