"""The real movements: one block of rows for every date and airport."""

import csv
import gzip
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent.parent / "data" / "movements.csv.gz"
COLUMNS = (
    "date",
    "carrier",
    "flight",
    "tailnum",
    "origin",
    "dest",
    "sched_dep",
    "dep",
    "sched_arr",
    "arr",
    "dep_delay",
    "arr_delay",
    "air_time",
    "distance",
)
MEASURED = ("dep", "arr", "dep_delay", "arr_delay", "air_time")  # empty when cancelled
AIRPORTS = ("EWR", "JFK", "LGA")

Row = dict[str, str]


@cache
def read_blocks() -> dict[tuple[str, str], list[Row]]:
    """(date, airport) → its rows, by scheduled departure."""
    blocks: dict[tuple[str, str], list[Row]] = {}
    with gzip.open(TABLE, "rt", newline="") as file:
        for row in csv.DictReader(file):
            blocks.setdefault((row["date"], row["origin"]), []).append(row)
    return blocks


def is_cancelled(row: Row) -> bool:
    return not any(row[name] for name in MEASURED)


def minutes(clock: str) -> int:
    return int(clock) // 100 * 60 + int(clock) % 100


def clock(of: int) -> str:
    return str(of % 1440 // 60 * 100 + of % 60)
