"""Trains the demand model; every random number comes from the seed of the run."""

import csv
import json
import os
import shutil
import sys

import numpy as np
from model import Ensemble
from table import design, load_new, load_shards, target

DATA = os.path.join(os.getcwd(), "data")


def main():
    with open(os.path.join(DATA, "parameters.json")) as file:
        parameters = json.load(file)
    np.random.seed(parameters["seed"])
    rows = load_shards(os.path.join(DATA, "shards"))
    np.random.shuffle(rows)
    cut = len(rows) * 4 // 5
    model = Ensemble(parameters).fit(design(rows[:cut]), target(rows[:cut]))
    error = np.mean(np.abs(model.predict(design(rows[cut:])) - target(rows[cut:])))
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
    }
    with open("run/lineage.json", "w") as file:
        json.dump(lineage, file)
    shutil.copy("requirements.lock", "run/requirements.lock")


if __name__ == "__main__":
    main()
