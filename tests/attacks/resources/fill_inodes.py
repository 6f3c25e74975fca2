"""Makes files without content until there are no more inodes.

Expected: disk_full
"""

for number in range(1_000_000):
    open(f'file{number}', 'w').close()
