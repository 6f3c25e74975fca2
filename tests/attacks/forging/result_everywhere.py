"""Writes result files of names that it guesses.

Expected: exited 0 without result
"""

import os

for folder in ('/tmp', '/dev/shm', '/work'):
    for name in ('verdict.json', 'score.json', 'outcome.json', 'answers.jsonl'):
        open(f'{folder}/{name}', 'w').write('{"score": 1.0}')
print('HELD')
