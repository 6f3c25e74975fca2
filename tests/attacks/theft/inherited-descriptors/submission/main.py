import os

found = [one for one in os.listdir('/proc/self/fd') if int(one) > 2]
real = []
for one in found:
    try:
        real.append(os.readlink(f'/proc/self/fd/{one}'))
    except OSError:
        pass
print(f'ESCAPED {real}' if real else 'HELD')
