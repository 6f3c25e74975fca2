"""Leaves a result larger than anybody wants.

Expected: output_too_large
"""

open('result.txt', 'wb').write(b'x' * 5_000_000)
