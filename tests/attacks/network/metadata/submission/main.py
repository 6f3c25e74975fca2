import urllib.request

try:
    urllib.request.urlopen('http://169.254.169.254/latest/meta-data/', timeout=2)
    print('ESCAPED')
except OSError:
    print('HELD')
