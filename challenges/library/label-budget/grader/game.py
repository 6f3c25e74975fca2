"""The game: a pool, a budget of labels in rounds, inspectors who err, and a sealed test after each.

Everything is decided by the seed and by what the player names, so that it can be played again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from grader.patches import Flight

ROUNDS, BATCH = 8, 20
BUDGET = ROUNDS * BATCH
ERROR_RATE = 1 / 7


class Player(Protocol):
    def begin(self, pool: list[dict[str, Any]], codes: list[str]) -> None: ...

    def ask(self, left: int) -> list[str]: ...

    def tell(self, answers: list[tuple[str, str]]) -> None: ...

    def predict(self, rows: list[list[float]]) -> list[str]: ...

    def finish(self) -> dict[str, str]: ...


@dataclass(slots=True, kw_only=True)
class Record:
    """`asked` holds each question that was answered; `refused` counts those that were not allowed."""

    asked: list[str] = field(default_factory=list)
    refused: int = 0
    accuracies: list[float] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)


class Inspectors:
    """Answer what a patch is, wrongly at their rate; a second question gets a second answer."""

    def __init__(self, flight: Flight, seed: int) -> None:
        self.flight, self.seed = flight, seed
        self.truth = dict(zip(flight.pool_ids, flight.materials, strict=True))
        self.times: dict[str, int] = {}

    def answer(self, patch: str) -> str:
        self.times[patch] = self.times.get(patch, 0) + 1
        rng = np.random.default_rng([self.seed, int(patch[1:]), self.times[patch]])
        truth = self.truth[patch]
        if truth and rng.random() >= ERROR_RATE:
            return truth
        # A spoilt patch could be anything to them.
        return str(rng.choice([code for code in self.flight.codes if code != truth]))


def play(player: Player, flight: Flight, inspectors: Inspectors) -> Record:
    record = Record()
    pool = [
        {"id": id_, "x": row.tolist()}
        for id_, row in zip(flight.pool_ids, flight.pool, strict=True)
    ]
    player.begin(pool, flight.codes)
    sealed = flight.test.tolist()
    for _ in range(ROUNDS):
        named = player.ask(BUDGET - len(record.asked))
        allowed = [patch for patch in named if patch in inspectors.truth][:BATCH]
        record.refused += len(named) - len(allowed)
        record.asked += allowed
        player.tell([(patch, inspectors.answer(patch)) for patch in allowed])
        record.accuracies.append(accuracy(player.predict(sealed), flight))
    record.labels = player.finish()
    return record


def accuracy(predicted: Sequence[str], flight: Flight) -> float:
    """Of the sealed patches; there are equally many of each material."""
    pairs = zip(predicted, flight.test_materials, strict=True)
    return sum(one == other for one, other in pairs) / len(flight.test_materials)


def area(record: Record) -> float:
    return float(np.mean(record.accuracies))


def spent_until_found(record: Record, flight: Flight) -> list[float]:
    """For each rare material the share of the budget spent when it was first asked for; 1 if never."""
    truth = dict(zip(flight.pool_ids, flight.materials, strict=True))
    shares = []
    for code in flight.rare:
        places = [at for at, patch in enumerate(record.asked, 1) if truth[patch] == code]
        shares.append(min(places, default=BUDGET) / BUDGET)
    return shares


def label_quality(record: Record, flight: Flight) -> float | None:
    """Share of right labels among the patches asked for that are not spoilt."""
    truth = dict(zip(flight.pool_ids, flight.materials, strict=True))
    real = [patch for patch in dict.fromkeys(record.asked) if truth[patch]]
    if not real:
        return None
    return sum(record.labels.get(patch) == truth[patch] for patch in real) / len(real)
