"""Records of flights: what a line of a delivery and a row of a partition say."""

import csv
import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent.parent / "data" / "flights.csv.gz"
DAYS = tuple(f"2013-03-{day:02}" for day in range(4, 10))


class Record(NamedTuple):
    flight_id: str
    date: str
    carrier: str
    number: str
    origin: str
    dest: str
    revision: int
    dep_delay: str
    arr_delay: str

    @property
    def line(self) -> str:
        return ",".join(map(str, self))


HEADER = ",".join(Record._fields)


@cache
def known_flights() -> dict[str, list[dict[str, str]]]:
    """The real flights of each day."""
    days: dict[str, list[dict[str, str]]] = {day: [] for day in DAYS}
    with gzip.open(TABLE, "rt", newline="") as file:
        for row in csv.DictReader(file):
            days[row["date"]].append(row)
    return days


def newest(records: list[Record]) -> dict[str, Record]:
    """The record of the highest revision of each flight, by flight."""
    best: dict[str, Record] = {}
    for record in records:
        known = best.get(record.flight_id)
        if known is None or record.revision > known.revision:
            best[record.flight_id] = record
    return best


def table(records: list[Record]) -> str:
    return "\n".join([HEADER, *(record.line for record in records)]) + "\n"
