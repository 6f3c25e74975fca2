"""The risk model: trained per seed on real flights, and evaluated as workspace/offline.py does it."""

import csv
import gzip
import math
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np

from grader.boosting import Tree, boost

FLIGHTS = Path(__file__).parent.parent / "data" / "flights.csv.gz"
NUMBERS = ("distance", "temp", "wind_speed", "precip", "visib", "pressure")
WEATHER = NUMBERS[1:]
CODES = ("origin", "carrier", "dest")
FIELDS = ("hour", "month", *CODES, *NUMBERS)  # of a request, besides its id
FEATURES = (
    *("hour_sin", "hour_cos", "month_sin", "month_cos", "missing_weather"),
    *NUMBERS,
    *CODES,
)
OTHER = "*"
TREES, DEPTH, LEARNING_RATE = 9, 3, 0.5
SMOOTHING = 30.0  # flights' worth of the overall rate in the rate of a code
DIGITS = 6

Row = Mapping[str, Any]
Model = dict[str, Any]


@cache
def read_flights() -> list[dict[str, Any]]:
    """Read all flights; a missing number is None."""
    with gzip.open(FLIGHTS, "rt", newline="") as file:
        return [
            {name: cell if name in CODES else _number(cell) for name, cell in row.items()}
            for row in csv.DictReader(file)
        ]


def _number(cell: str) -> float | None:
    if not cell:
        return None
    value = float(cell)
    return int(value) if value.is_integer() else value


def train(flights: Sequence[Row], rng: np.random.Generator) -> Model:
    overall = round(fmean(row["late"] for row in flights), DIGITS)
    origins = sorted({row["origin"] for row in flights})
    model: Model = {
        "medians": {
            place: _medians([row for row in flights if place in {OTHER, row["origin"]}])
            for place in (*origins, OTHER)
        },
        "ranges": {name: _range(flights, name) for name in NUMBERS},
        "rates": {name: _rates(flights, name, overall) for name in CODES},
    }
    table = np.array([features(row, model) for row in flights])
    labels = np.array([row["late"] for row in flights], dtype=float)
    base, trees = boost(table, labels, trees=TREES, depth=DEPTH, learning_rate=LEARNING_RATE)
    return model | {
        "base": round(base, DIGITS),
        "learning_rate": LEARNING_RATE,
        "calibration": [round(rng.uniform(0.8, 0.95), 3), round(rng.uniform(-0.1, 0.1), 3)],
        "bounds": [0.03, 0.9],
        "nodes": [node for number, tree in enumerate(trees) for node in _nodes(number, tree)],
    }


def features(row: Row, model: Model) -> list[float]:
    codes = {name: (row.get(name) or "").strip().upper() for name in CODES}
    medians = model["medians"].get(codes["origin"], model["medians"][OTHER])
    numbers = {}
    for name in NUMBERS:
        low, high = model["ranges"][name]
        value = row.get(name)
        numbers[name] = min(high, max(low, medians[name] if value is None else value))
    numbers["distance"] = math.log1p(numbers["distance"])
    turns = (row["hour"] / 24, row["month"] / 12)
    return [
        *(wave(2 * math.pi * turn) for turn in turns for wave in (math.sin, math.cos)),
        sum(row.get(name) is None for name in WEATHER),
        *(numbers[name] for name in NUMBERS),
        *(model["rates"][name].get(codes[name], model["rates"][name][OTHER]) for name in CODES),
    ]


def predict(row: Row, model: Model, trees: Sequence[Sequence[Row]]) -> float:
    values = dict(zip(FEATURES, features(row, model), strict=True))
    margin = model["base"]
    for tree in trees:
        node = tree[0]
        while node["feature"] is not None:
            goes_left = values[node["feature"]] <= node["threshold"]
            node = tree[node["left"] if goes_left else node["right"]]
        margin += model["learning_rate"] * node["value"]
    slope, offset = model["calibration"]
    low, high = model["bounds"]
    probability = 1 / (1 + math.exp(-(slope * margin + offset)))
    return round(min(high, max(low, probability)), DIGITS)


def trees_of(model: Model) -> list[list[Row]]:
    """Each tree's nodes by their number."""
    trees: list[list[Row]] = [[] for _ in range(TREES)]
    for node in model["nodes"]:
        trees[node["tree"]].append(node)
    return trees


def _medians(flights: Sequence[Row]) -> dict[str, float]:
    return {name: round(float(median(_known(flights, name))), 3) for name in NUMBERS}


def _range(flights: Sequence[Row], name: str) -> list[float]:
    found = np.quantile(_known(flights, name), [0.005, 0.995])
    return [round(float(one), 3) for one in found]


def _known(flights: Sequence[Row], name: str) -> list[float]:
    return [row[name] for row in flights if row[name] is not None]


def _rates(flights: Sequence[Row], name: str, overall: float) -> dict[str, float]:
    groups: dict[str, list[int]] = {}
    for row in flights:
        groups.setdefault(row[name], []).append(row["late"])
    rates = {
        code: (sum(group) + SMOOTHING * overall) / (len(group) + SMOOTHING)
        for code, group in sorted(groups.items())
    }
    return {code: round(rate, DIGITS) for code, rate in rates.items()} | {OTHER: overall}


def _nodes(number: int, tree: Tree) -> list[dict[str, Any]]:
    return [
        {
            "tree": number,
            "node": place,
            **node._asdict(),
            "feature": None if node.feature is None else FEATURES[node.feature],
        }
        for place, node in enumerate(tree)
    ]
