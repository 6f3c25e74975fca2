"""The real flights, by date and shift, and the days of the year that one case draws from."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent.parent / "data" / "flights.csv.gz"
SHIFTS = ("morning", "midday", "evening", "night")
CATEGORIES = ("origin", "carrier")
NUMBERS = ("distance", "air_time", "dep_delay", "seats", "temp", "wind_speed", "pressure")
COLUMNS = (*CATEGORIES, *NUMBERS)
WINDOW_DAYS = 70
WORST_DAYS = 0.08  # share of days with the most delay: storms, thunder, snow
MIN_ROWS = 50
JANUARY_FIRST = 1  # 1 January 2013 was a Tuesday: Monday is 0

Rows = dict[str, np.ndarray]


@dataclass(frozen=True)
class Season:
    """The part of the year that one case plays in, split by kind of day."""

    blocks: dict[tuple[int, str], Rows]  # (day of the year, shift) → rows
    weekdays: list[int]
    weekends: list[int]
    storms: list[int]

    def days_like(self, weekday: int) -> list[int]:
        return self.weekends if weekday >= 5 else self.weekdays


def read_season(rng: np.random.Generator) -> Season:
    blocks = _read_blocks()
    first = int(rng.integers(1, 365 - WINDOW_DAYS))
    days = [day for day in range(first, first + WINDOW_DAYS) if _is_whole(blocks, day)]
    delay = {day: _mean_delay(blocks, day) for day in days}
    worst = sorted(days, key=lambda day: delay[day])[-round(WORST_DAYS * len(days)) :]
    calm = [day for day in days if day not in worst]
    return Season(
        blocks={(day, shift): blocks[day, shift] for day in days for shift in SHIFTS},
        weekdays=[day for day in calm if weekday_of(day) < 5],
        weekends=[day for day in calm if weekday_of(day) >= 5],
        storms=worst,
    )


def weekday_of(day: int) -> int:
    return (day - 1 + JANUARY_FIRST) % 7


@cache
def _read_blocks() -> dict[tuple[int, str], Rows]:
    with gzip.open(TABLE, "rt", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        table = dict(zip(header, zip(*reader, strict=True), strict=True))
    whole: Rows = {name: np.array(table[name]) for name in CATEGORIES}
    for name in NUMBERS:
        whole[name] = np.array([float(cell) if cell else np.nan for cell in table[name]])
    keys = np.array(
        [f"{day} {shift}" for day, shift in zip(table["day"], table["shift"], strict=True)]
    )
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    blocks = {}
    for start, end in zip(starts, np.r_[starts[1:], len(keys)], strict=True):
        day, shift = str(keys[start]).split()
        blocks[int(day), shift] = {name: column[start:end] for name, column in whole.items()}
    return blocks


def _is_whole(blocks: dict[tuple[int, str], Rows], day: int) -> bool:
    return all(
        (day, shift) in blocks and len(blocks[day, shift]["origin"]) >= MIN_ROWS for shift in SHIFTS
    )


def _mean_delay(blocks: dict[tuple[int, str], Rows], day: int) -> float:
    return float(np.mean([blocks[day, shift]["dep_delay"].mean() for shift in SHIFTS]))
