import os, time

out = os.open('/proc/1/fd/1', os.O_WRONLY)
os.write(out, b'F\0\0\0\x0f\0\x0asecret.txtabc')
time.sleep(60)
