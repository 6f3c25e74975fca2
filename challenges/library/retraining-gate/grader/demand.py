"""The real demand, hour by hour, and what a plain model expects of it."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parent.parent / "data" / "hours.csv.gz"
WEATHER = ("clear", "mist", "rain")


@dataclass(frozen=True)
class Hours:
    """Hours in their order; `expected` is what a sound model forecasts, `bikers` what came."""

    day: np.ndarray
    hour: np.ndarray
    workday: np.ndarray
    weather: np.ndarray
    bikers: np.ndarray
    expected: np.ndarray

    def between(self, first_day: int, last_day: int) -> "Hours":
        kept = (self.day >= first_day) & (self.day < last_day)
        return Hours(*(getattr(self, name)[kept] for name in self.__dataclass_fields__))


@cache
def read_hours() -> Hours:
    with gzip.open(TABLE, "rt", newline="") as file:
        rows = list(csv.DictReader(file))
    number = {
        name: np.array([float(row[name]) for row in rows])
        for name in ("day", "hour", "workday", "temp", "humidity", "bikers")
    }
    weather = np.array([row["weather"] for row in rows])
    return Hours(
        day=number["day"].astype(int),
        hour=number["hour"].astype(int),
        workday=number["workday"].astype(int),
        weather=weather,
        bikers=number["bikers"],
        expected=_expected(number, weather),
    )


def _expected(number: dict[str, np.ndarray], weather: np.ndarray) -> np.ndarray:
    """Least squares of the logarithm on hour by kind of day, season, weather and warmth."""
    kind = number["hour"].astype(int) + 24 * number["workday"].astype(int)
    season = 2 * np.pi * number["day"] / 365
    design = np.column_stack(
        [
            np.eye(48)[kind],
            *[weather == name for name in WEATHER[1:]],
            np.sin(season),
            np.cos(season),
            number["temp"],
            number["temp"] ** 2,
            number["humidity"],
        ]
    ).astype(float)
    weights, *_ = np.linalg.lstsq(design, np.log1p(number["bikers"]), rcond=None)
    raw = np.expm1(design @ weights)
    return raw * number["bikers"].sum() / raw.sum()
