"""Draws a week: real demand, and what happens in it."""

import csv
import gzip
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from grader.incidents import TICKS, Decoy, Incident, Week, draw_decoys, draw_incidents

DEMAND = Path(__file__).parent.parent / "data" / "demand.csv.gz"
BUSY, QUIET = 430.0, 70.0  # requests per second, at the 92nd percentile and at least
FIRST_WEEKDAY = 4  # day 0 would be Friday: 2011 began on a Saturday


def draw_week(rng: np.random.Generator) -> Week:
    hours = TICKS // 4 + 2
    table = _hours()
    first = int(rng.integers(len(table) - hours))
    day, hour, _ = table[first]
    bikers = np.array([row[2] for row in table[first : first + hours]], dtype=float)
    bikers = np.clip(BUSY * bikers / np.quantile(bikers, 0.92), QUIET, 1.08 * BUSY)
    demand = np.interp(np.arange(TICKS) / 4, np.arange(hours), bikers)
    incidents = draw_incidents(rng)
    return Week(
        seed=int(rng.integers(1 << 31)),
        first_quarter=(day + FIRST_WEEKDAY) % 7 * 96 + hour * 4,
        demand=demand.round(2).tolist(),
        incidents=incidents,
        decoys=draw_decoys(rng, incidents),
    )


def as_json(week: Week) -> dict[str, Any]:
    return asdict(week)


def from_json(told: dict[str, Any]) -> Week:
    incidents = [Incident(**one) for one in told["incidents"]]
    decoys = [Decoy(**one) for one in told["decoys"]]
    return Week(**{**told, "incidents": incidents, "decoys": decoys})


@cache
def _hours() -> list[tuple[int, int, int]]:
    with gzip.open(DEMAND, "rt", newline="") as file:
        return [
            (int(row["day"]), int(row["hour"]), int(row["bikers"])) for row in csv.DictReader(file)
        ]
