"""Makes demand.csv.gz from the table Bikeshare of the package ISLP (see SOURCE.md).

python extract.py <Bikeshare.csv> demand.csv.gz
"""

import csv
import gzip
import io
import sys
from pathlib import Path


def main(source: Path, target: Path) -> None:
    with source.open(newline="") as file:
        rows = [(row["day"], row["hr"], row["bikers"]) for row in csv.DictReader(file)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([("day", "hour", "bikers"), *rows])
    target.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
