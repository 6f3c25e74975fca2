"""Builds the index: sentences, weights of words, what people call things, when to answer."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from search import FRAMES, Searcher
from words import sentences, stems

if TYPE_CHECKING:
    from collections.abc import Iterator

LEARNERS = 200  # questions are enough to learn when to answer
LEAST_SEEN = 2  # questions in which a word must have stood for another
LEAST_SHARE = 0.5  # of the questions that use the word
RIDGE = 0.3


def main() -> None:
    passages = read_lines("data/passages.jsonl")
    labelled = read_lines("data/labelled.jsonl")
    texts = {one["passage"]: one["text"] for one in passages}
    index = {"sentences": list(split(passages)), "weights": weigh(passages)}
    index["meanings"] = learn_meanings(labelled, texts)
    index["answerability"] = learn_answerability(labelled[:LEARNERS], index)
    Path("index.dat").write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")


def read_lines(path: str) -> list[dict]:
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def split(passages: list[dict]) -> Iterator[tuple[str, int, int, str, bool]]:
    """Passage, start, end and stems of every sentence, and whether it dates a change."""
    for one in passages:
        for start, end in sentences(one["text"]):
            text = one["text"][start:end]
            dated = text.startswith(("Changed in version", "New in version", "Deprecated since"))
            yield one["passage"], start, end, " ".join(stems(text)), dated


def weigh(passages: list[dict]) -> dict[str, float]:
    counts = Counter(word for one in passages for word in stems(one["text"]))
    return {word: round(log(1 + len(passages) / count), 3) for word, count in counts.items()}


def learn_meanings(labelled: list[dict], texts: dict[str, str]) -> dict[str, dict[str, float]]:
    """Which words of the evidence a question's words stand for that the evidence has not."""
    seen: Counter[str] = Counter()
    together: dict[str, Counter[str]] = defaultdict(Counter)
    common: Counter[str] = Counter()
    judged = [one for one in labelled if one["answerable"]]
    for one in judged:
        evidence = set(stems(texts[one["passage"]][one["start"] : one["end"]]))
        asked = {word for word in stems(one["text"]) if word not in FRAMES}
        common.update(evidence - asked)
        for word in asked - evidence:
            seen[word] += 1
            together[word].update(evidence - asked)
    meanings: dict[str, dict[str, float]] = {}
    for word, partners in together.items():
        likely = {
            other: round(count / (seen[word] + 0.5), 2)
            for other, count in partners.items()
            if count >= LEAST_SEEN
            and count >= LEAST_SHARE * seen[word]
            and count / seen[word] > 3 * common[other] / len(judged)
        }
        if likely:
            meanings[word] = likely
    return meanings


def learn_answerability(labelled: list[dict], index: dict) -> list[float]:
    """Logistic regression of whether a question has an answer, by Newton's method."""
    searcher = Searcher(index)
    rows = np.array([searcher.search(one["text"]).features for one in labelled])
    truth = np.array([one["answerable"] for one in labelled], float)
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (truth - chance) - RIDGE * weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return weights.round(4).tolist()


if __name__ == "__main__":
    main()
