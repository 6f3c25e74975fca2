"""Batches of flights in the order in which they happen: weekly rhythm, holidays, storms."""

import math
from dataclasses import dataclass

import numpy as np

from grader.flights import COLUMNS, SHIFTS, Rows, Season

WEEK = 7 * len(SHIFTS)
STORM_SHARE = 0.04
STORM_GAP = 6  # batches between two storms, at least
REGIONAL_MILES = 1000
HOLIDAY_REGIONAL = 0.1  # how much of the regional traffic flies in a holiday week
SMALLEST, LARGEST = 36, 60


@dataclass(frozen=True)
class Batch:
    number: int
    weekday: int
    shift: str
    holiday: bool
    storm: bool
    rows: Rows

    def as_json(self) -> dict[str, object]:
        """Return what the candidate's monitor receives: storms are not announced, holidays are."""
        return {
            "batch": self.number,
            "weekday": self.weekday,
            "shift": self.shift,
            "timetable": "holiday" if self.holiday else "regular",
            "columns": {name: _plain(self.rows[name]) for name in COLUMNS},
        }


def make_stream(
    season: Season, rng: np.random.Generator, *, weeks: int, holiday_weeks: set[int], first: int
) -> list[Batch]:
    """`first` is the number of the first batch: the clock of all streams of a case goes on."""
    storms = _storm_positions(rng, weeks * WEEK)
    batches = []
    for position in range(weeks * WEEK):
        weekday, shift = (position // len(SHIFTS)) % 7, SHIFTS[position % len(SHIFTS)]
        holiday = position // WEEK in holiday_weeks
        storm = position in storms and not holiday
        days = season.storms if storm else season.days_like(weekday)
        block = season.blocks[int(rng.choice(days)), shift]
        rows = _draw(block, rng, holiday=holiday)
        batches.append(Batch(first + position, weekday, shift, holiday, storm, rows))
    return batches


def _draw(block: Rows, rng: np.random.Generator, *, holiday: bool) -> Rows:
    count = int(rng.integers(SMALLEST, LARGEST + 1))
    weight = np.ones(len(block["origin"]))
    if holiday:
        weight[block["distance"] < REGIONAL_MILES] = HOLIDAY_REGIONAL
    chosen = rng.choice(len(weight), size=count, p=weight / weight.sum())
    return {name: column[chosen] for name, column in block.items()}


def _storm_positions(rng: np.random.Generator, length: int) -> set[int]:
    positions: list[int] = []
    for position in rng.permutation(length).tolist():
        if all(abs(position - other) > STORM_GAP for other in positions):
            positions.append(position)
        if len(positions) >= STORM_SHARE * length:
            break
    return set(positions)


def _plain(column: np.ndarray) -> list[object]:
    if column.dtype.kind == "U":
        return [cell or None for cell in column.tolist()]
    return [None if math.isnan(cell) else _short(cell) for cell in np.round(column, 2).tolist()]


def _short(cell: float) -> float | int:
    return int(cell) if cell == int(cell) else cell
