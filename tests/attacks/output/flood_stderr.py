"""Floods its stderr.

Expected: output_too_large
"""

import sys

while True:
    sys.stderr.write('x' * 10_000)
