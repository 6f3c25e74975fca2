"""Makes hours.csv.gz from the table Bikeshare of the package ISLP (see SOURCE.md).

python extract.py <Bikeshare.csv> hours.csv.gz
"""

import csv
import gzip
import io
import sys
from pathlib import Path

KEPT = ("day", "hr", "workingday", "weathersit", "temp", "hum", "bikers")
WEATHER = {"clear": "clear", "cloudy/misty": "mist", "light rain/snow": "rain"}


def main(source: Path, target: Path) -> None:
    with source.open(newline="") as file:
        rows = list(csv.DictReader(file))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["day", "hour", "workday", "weather", "temp", "humidity", "bikers"])
    for row in rows:
        cells = [row[name] for name in KEPT]
        cells[3] = WEATHER.get(cells[3], "rain")
        writer.writerow(cells)
    target.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
