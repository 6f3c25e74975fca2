"""Counts words for BM25, as in the textbook."""

import json
import re
from collections import Counter
from math import log

with open("data/passages.jsonl", encoding="utf-8") as lines:
    passages = [json.loads(line) for line in lines]
counts = {one["passage"]: Counter(re.findall(r"\w+", one["text"].lower())) for one in passages}
holders = Counter(word for words in counts.values() for word in words)
index = {
    "counts": counts,
    "lengths": {one["passage"]: len(one["text"]) for one in passages},
    "weights": {word: log(1 + len(passages) / count) for word, count in holders.items()},
}
with open("index.dat", "w", encoding="utf-8") as file:
    json.dump(index, file)
