"""Touches memory without end.

Expected: out_of_memory
"""

held = []
while True:
    held.append(bytearray(b'x') * (8 << 20))
