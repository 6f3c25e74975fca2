"""Answers one question per line on stdin, from the index. This is yours to rewrite."""

import json
import re
import sys

with open("data/index.dat", encoding="utf-8") as file:
    index = json.load(file)

for line in sys.stdin:
    asked = set(re.findall(r"\w+", json.loads(line)["text"].lower()))
    # The passage in which the words of the question occur most often.
    scores = {one["passage"]: sum(word in asked for word in one["words"]) for one in index}
    ranking = sorted(scores, key=scores.get, reverse=True)[:10]
    length = next(one["length"] for one in index if one["passage"] == ranking[0])
    answer = {
        "answerable": True,
        "passages": ranking,
        "citation": {"passage": ranking[0], "start": 0, "end": length},
    }
    print(json.dumps(answer), flush=True)
