"""Reads the exports as one table: each hour once, in an order of its own."""

import csv
from pathlib import Path

import numpy as np

WEATHER = ("clear", "mist", "rain")
DISTRICTS = ("alder", "birch", "cedar", "dogwood", "elm", "fir")

Row = dict[str, str]


def load_shards(folder: Path) -> list[Row]:
    """Exports overlap, and the disk lists them as it likes: neither may show in the table."""
    rows = [row for path in sorted(folder.glob("*.csv")) for row in load(path)]
    once = {(row["district"], int(row["day"]), int(row["hour"])): row for row in rows}
    return [once[key] for key in sorted(once)]


def load(path: Path) -> list[Row]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def design(rows: list[Row]) -> np.ndarray:
    return np.array([_numbers(row) for row in rows], dtype=float)


def target(rows: list[Row]) -> np.ndarray:
    return np.array([int(row["bikers"]) for row in rows], dtype=float)


def days(rows: list[Row]) -> np.ndarray:
    return np.array([int(row["day"]) for row in rows])


def _numbers(row: Row) -> list[float]:
    angle, year = 2 * np.pi * int(row["hour"]) / 24, 2 * np.pi * int(row["day"]) / 365
    return [
        *(turn(times * angle) for times in (1, 2) for turn in (np.sin, np.cos)),
        float(row["workday"]),
        float(row["temp"]),
        float(row["humidity"]),
        np.sin(year),
        *(float(row["weather"] == name) for name in WEATHER),
        *(float(row["district"] == name) for name in DISTRICTS),
    ]
