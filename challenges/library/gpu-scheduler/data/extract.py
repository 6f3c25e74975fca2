"""Makes activity.csv.gz from the table Bikeshare of the package ISLP (see SOURCE.md).

python extract.py <Bikeshare.csv> activity.csv.gz
"""

import csv
import gzip
import io
import sys
from pathlib import Path

KEPT = {"day": "day", "hr": "hour", "bikers": "bikers"}


def main(source: Path, target: Path) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(KEPT.values())
    with source.open(newline="") as file:
        writer.writerows([row[name] for name in KEPT] for row in csv.DictReader(file))
    target.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
