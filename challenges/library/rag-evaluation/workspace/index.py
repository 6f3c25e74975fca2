"""Builds the index from data/passages.jsonl. This is yours to rewrite."""

import json
import re

with open("data/passages.jsonl", encoding="utf-8") as lines:
    passages = [json.loads(line) for line in lines]

index = [
    {
        "passage": one["passage"],
        "words": re.findall(r"\w+", one["text"].lower()),
        "length": len(one["text"]),
    }
    for one in passages
]

with open("index.dat", "w", encoding="utf-8") as file:
    json.dump(index, file)
