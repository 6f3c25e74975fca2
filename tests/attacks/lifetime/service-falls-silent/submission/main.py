import time

from raw import callers

callers(lambda caller: time.sleep(60))
