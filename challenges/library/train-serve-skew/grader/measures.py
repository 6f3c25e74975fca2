"""Compares what was handed in with the right cells: whole requests, telling cells, hindsight."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from grader.features import STALE_AFTER, Cells, Log, Reading, same
from grader.messages import Message
from grader.truth import Truth

VERSIONS = ("highest", "first", "each")
USABLE = (STALE_AFTER, 10**9)
HINDSIGHT = [
    Reading(hindsight=True, usable_after=usable, versions=versions)
    for usable, versions in itertools.product(USABLE, VERSIONS)
]
KNOWN = [
    Reading(usable_after=usable, versions=versions)
    for usable, versions in itertools.product((15, *USABLE), VERSIONS)
]
BY_ARRIVAL = [Reading(versions=versions) for versions in VERSIONS]
Handed = Mapping[str, Cells]  # by request


@dataclass(frozen=True)
class Count:
    hits: int
    of: int

    @property
    def share(self) -> float:
        return self.hits / self.of if self.of else 0.0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.hits + other.hits, self.of + other.of)


def whole(handed: Handed, right: Mapping[str, Cells]) -> Count:
    """Requests whose features all are right."""
    return Count(sum(_all_same(cells, right[name]) for name, cells in handed.items()), len(handed))


def cells(handed: Handed, right: Mapping[str, Cells]) -> Count:
    """Single features that are right."""
    hits = sum(
        same(one, other)
        for name, row in handed.items()
        for one, other in zip(row, right[name], strict=True)
    )
    return Count(hits, sum(map(len, handed.values())))


def telling(handed: Handed, truth: Truth, kind: str) -> Count:
    """The same, over the features that a mistake of this kind would change."""
    places = [(name, place) for name in handed for place in truth.telling[kind][name]]
    hits = sum(same(handed[name][place], truth.right[name][place]) for name, place in places)
    return Count(hits, len(places))


def alike(names: Iterable[str], one: Handed, other: Handed) -> Count:
    names = list(names)
    return Count(sum(_all_same(one[name], other[name]) for name in names), len(names))


def from_the_future(handed: Handed, truth: Truth, messages: list[Message]) -> Count:
    """Rows that say what only a later message told, of those that were looked at and could.

    A cell does so when hindsight explains it, with or without another mistake, and what was
    known at the time does not, with whatever mistake.
    """
    rows = [name for name, places in truth.telling["future"].items() if places]
    wrong = [name for name in rows if not _all_same(handed[name], truth.right[name])]
    log = Log(messages)
    by_arrival = Log([replace(message, at=message.received) for message in messages])

    def knows_more(name: str) -> bool:
        request, row = truth.asked[name], handed[name]
        hindsight = log.read(request, *HINDSIGHT)
        known = log.read(request, *KNOWN) + by_arrival.read(request, *BY_ARRIVAL)
        return any(
            any(same(row[place], read[place]) for read in hindsight)
            and not any(same(row[place], read[place]) for read in known)
            for place in truth.telling["future"][name]
        )

    return Count(sum(map(knows_more, wrong)), len(rows))


def _all_same(one: Cells, other: Cells) -> bool:
    return all(map(same, one, other))
