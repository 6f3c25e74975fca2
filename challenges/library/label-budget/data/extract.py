"""Makes segments.csv.gz from the table of the package river (see SOURCE.md).

python extract.py <segment.csv.zip> segments.csv.gz
"""

import csv
import gzip
import io
import sys
import zipfile
from pathlib import Path

DIGITS = 5


def main(source: Path, target: Path) -> None:
    with zipfile.ZipFile(source) as archive:
        text = archive.read(archive.namelist()[0]).decode()
    header, *rows = csv.reader(io.StringIO(text))
    names = [*(name.replace("-", "_") for name in header[:-1]), "material"]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(names)
    for row in sorted(rows, key=lambda row: row[-1]):
        writer.writerow([*(f"{float(cell):.{DIGITS}g}" for cell in row[:-1]), row[-1]])
    target.write_bytes(gzip.compress(table.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
