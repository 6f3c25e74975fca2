"""Finds the sentence that holds most of what a question asks for, and says how much that is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp

from words import one_edit_away, stem, stems

ASKS_DATE = {stem("release"), stem("version")}
FRAMES = {*map(stem, ("happens", "python", "sure", "introduced")), *ASKS_DATE}
DATED = 2.5  # how much better a dated sentence answers who asks for a date
WORTH_A_LOOK = 0.3  # sentences that hold less than this of what the best one holds are passed over
LENGTH = 0.002  # what each further word of a sentence takes from it
PASSAGE_SHARE = 0.35  # what the surroundings of a sentence count for
SHORTEST_REPAIRED = 5
SURE = 0.86  # never, ever be wrong


@dataclass
class Sentence:
    passage: str
    start: int
    end: int
    stems: frozenset[str]
    dated: bool


@dataclass
class Found:
    ranking: list[str]
    best: Sentence
    features: list[float]


class Searcher:
    """Works on what the index holds and nothing else."""

    def __init__(self, index: dict) -> None:
        self.weights: dict[str, float] = index["weights"]
        self.rarest = max(self.weights.values())
        self.meanings: dict[str, dict[str, float]] = index["meanings"]
        self.answerability: list[float] = index.get("answerability", [])
        self.sentences = [
            Sentence(passage, start, end, frozenset(words.split()), dated)
            for passage, start, end, words, dated in index["sentences"]
        ]
        self.alike: dict[str, list[str]] = defaultdict(list)
        for word in sorted({*self.weights, *self.meanings}):
            self.alike[word[0]].append(word)
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.houses: dict[str, list[str]] = defaultdict(list)
        for at, sentence in enumerate(self.sentences):
            for one in sentence.stems:
                self.holders[one].append(at)
                self.houses[one].append(sentence.passage)

    def answer(self, text: str) -> dict:
        found = self.search(text)
        chance = 1 / (1 + exp(-score(self.answerability, found.features)))
        best = found.best
        return {
            "answerable": chance >= SURE,
            "passages": found.ranking,
            "citation": {"passage": best.passage, "start": best.start, "end": best.end},
        }

    def search(self, text: str) -> Found:
        asked = stems(text)
        dated = any(word in ASKS_DATE for word in asked)
        wanted = self.wanted([one for one in asked if one not in FRAMES])
        near: dict[int, float] = defaultdict(float)
        around: dict[str, float] = defaultdict(float)
        for senses, weight in wanted:
            # The likeliest sense comes last and overrules the others.
            order = sorted(senses, key=senses.__getitem__)
            _add(near, self.holders, senses, order, weight)
            _add(around, self.houses, senses, order, weight)
        total = sum(weight for _, weight in wanted) or 1.0
        return self.ranked(near, around, total, dated=dated)

    def wanted(self, asked: list[str]) -> list[tuple[dict[str, float], float]]:
        """What each word may stand for, with how likely that is, and the word's weight."""
        result = []
        for word in asked:
            senses = self.senses(word)
            if not senses and len(word) >= SHORTEST_REPAIRED:
                for other in self.alike[word[0]]:
                    if one_edit_away(word, other):
                        senses |= self.senses(other)
            weight = max((self.weights[sense] for sense in senses), default=self.rarest)
            result.append((senses, weight))
        return result

    def senses(self, word: str) -> dict[str, float]:
        itself = {word: 1.0} if word in self.weights else {}
        return self.meanings.get(word, {}) | itself

    def ranked(
        self, near: dict[int, float], around: dict[str, float], total: float, *, dated: bool
    ) -> Found:
        scores: dict[str, float] = {}
        best_of: dict[str, int] = {}
        least = WORTH_A_LOOK * max(near.values(), default=0.0)
        for at, held in near.items():
            if held < least:
                continue
            sentence = self.sentences[at]
            value = held + PASSAGE_SHARE * around[sentence.passage]
            value *= DATED if dated and sentence.dated else 1.0
            value -= LENGTH * len(sentence.stems)
            if value > scores.get(sentence.passage, 0.0):
                scores[sentence.passage], best_of[sentence.passage] = value, at
        ranking = sorted(scores, key=lambda name: (-scores[name], name))[:10]
        if not ranking:
            return Found([], self.sentences[0], [1.0, 0.0, 0.0, 0.0, float(dated), 0.0])
        best = self.sentences[best_of[ranking[0]]]
        second = scores[ranking[1]] if len(ranking) > 1 else 0.0
        features = [
            1.0,
            near[best_of[ranking[0]]] / total,
            around[best.passage] / total,
            (scores[ranking[0]] - second) / total,
            float(dated and not best.dated),
            float(dated and best.dated),
        ]
        return Found(ranking, best, features)


def _add(
    totals: dict, places: dict[str, list], senses: dict[str, float], order: list[str], weight: float
) -> None:
    """Credit every place that holds the word in some sense, once, by its likeliest sense."""
    held: dict = {}
    for sense in order:
        held.update(dict.fromkeys(places[sense], weight * senses[sense]))
    for place, value in held.items():
        totals[place] += value


def score(weights: list[float], features: list[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, features, strict=True))
