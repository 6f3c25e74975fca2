"""Reads back the flight that generate.py wrote."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np

from grader.patches import Flight, Floats

POOL, SEALED = "hidden/pool.csv", "hidden/sealed.csv"
TRUTH, ANSWERS = "answers/materials.csv", "answers/flight.json"


def read_answers(case: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((case / ANSWERS).read_text())
    return told


def read_flight(case: Path) -> Flight:
    told = read_answers(case)
    with (case / TRUTH).open(newline="") as file:
        truth = {row["id"]: row["material"] for row in csv.DictReader(file)}
    pool_ids, pool = _read_patches(case / POOL)
    test_ids, test = _read_patches(case / SEALED)
    return Flight(
        codes=told["codes"],
        rare=told["rare"],
        pool_ids=pool_ids,
        pool=pool,
        materials=[truth[id_] for id_ in pool_ids],
        test_ids=test_ids,
        test=test,
        test_materials=[truth[id_] for id_ in test_ids],
    )


def _read_patches(path: Path) -> tuple[list[str], Floats]:
    with path.open(newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [row[0] for row in rows], np.array([[float(cell) for cell in row[1:]] for row in rows])
