"""The real departures, and the stretch of days that one log plays in."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent.parent / "data" / "departures.csv.gz"
DAY = 1440
TABLE_DAYS = 120


@dataclass(frozen=True)
class Departure:
    """Times in minutes since midnight of the log's first day."""

    departure: str
    scheduled: int
    delay: int
    carrier: str
    origin: str
    tail: str

    @property
    def at(self) -> int:
        return self.scheduled + self.delay


def draw_days(rng: np.random.Generator, *, days: int) -> list[Departure]:
    """All departures of some days in a row, named in no order that says anything."""
    first = int(rng.integers(0, TABLE_DAYS - days)) * DAY
    rows = [row for row in _read_table() if first <= row[0] < first + days * DAY]
    names = rng.permutation(len(rows))
    return [
        Departure(f"d{name:04}", scheduled - first, delay, carrier, origin, tail)
        for name, (scheduled, delay, carrier, origin, tail) in zip(names, rows, strict=True)
    ]


@cache
def _read_table() -> list[tuple[int, int, str, str, str]]:
    with gzip.open(TABLE, "rt", newline="") as file:
        return [
            (int(row["minute"]), int(row["delay"]), row["carrier"], row["origin"], row["tail"])
            for row in csv.DictReader(file)
        ]
