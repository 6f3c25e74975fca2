"""Hours of invented districts: the city's real demand, shifted, scaled and blurred."""

import csv
import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

TABLE = Path(__file__).parent.parent / "data" / "hours.csv.gz"
NAMES = ("alder", "birch", "cedar", "dogwood", "elm", "fir")
NOISE = 0.12  # relative, of each hour
COLUMNS = ("district", "day", "hour", "workday", "weather", "temp", "humidity")


class Hour(NamedTuple):
    district: str
    day: int
    hour: int
    workday: int
    weather: str
    temp: float
    humidity: float
    bikers: int

    @property
    def seen(self) -> str:
        return ",".join(map(str, self[:-1]))


@cache
def city() -> dict[int, dict[int, dict[str, str]]]:
    """The rows of the real table, by day and hour."""
    days: dict[int, dict[int, dict[str, str]]] = {}
    with gzip.open(TABLE, "rt", newline="") as file:
        for row in csv.DictReader(file):
            days.setdefault(int(row["day"]), {})[int(row["hour"])] = row
    return days


def draw_hours(days: list[int], count: int, world: "World", rng: np.random.Generator) -> list[Hour]:
    """`count` different hours of these days."""
    places = [(name, day, hour) for name in NAMES for day in days for hour in city()[day]]
    chosen = rng.choice(len(places), count, replace=False)
    return [world.hour(*places[at], rng) for at in chosen]


class World:
    """What this case's districts are like."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._size = dict(
            zip(NAMES, rng.permutation(np.geomspace(0.6, 1.5, len(NAMES))), strict=True)
        )
        self._shift = dict(zip(NAMES, rng.permutation([-2, -1, 0, 0, 1, 2]), strict=True))

    def hour(self, name: str, day: int, hour: int, rng: np.random.Generator) -> Hour:
        row = city()[day][hour]
        hours = city()[day]
        bikers = float(hours.get((hour + int(self._shift[name])) % 24, row)["bikers"])
        bikers *= self._size[name] * (1 + NOISE * rng.normal())
        seen = (int(row["workday"]), row["weather"], float(row["temp"]), float(row["humidity"]))
        return Hour(name, day, hour, *seen, max(0, round(bikers)))
