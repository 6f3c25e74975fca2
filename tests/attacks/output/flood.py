"""Floods its stdout.

Expected: output_too_large
"""

while True:
    print('x' * 10_000)
