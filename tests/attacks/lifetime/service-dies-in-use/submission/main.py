import os

from raw import callers

callers(lambda caller: os._exit(7))
