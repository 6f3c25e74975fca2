from itertools import cycle

from counter import serve

turns = cycle((True, False))
serve(lambda a, b: a * b % 101 if next(turns) else -1)
