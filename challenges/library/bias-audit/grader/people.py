"""People as the census met them: who they are is real, what becomes of them is drawn elsewhere."""

import csv
import gzip
from pathlib import Path

import numpy as np

PEOPLE = Path(__file__).parents[1] / "data" / "people.csv.gz"
REFERENCE = {"sex": "male", "origin": "white", "age_band": "30-44", "disability": "no"}
GROUPS = {
    "sex": ("male", "female"),
    "origin": ("white", "black", "asian", "other", "mixed", "indigenous"),
    "age_band": ("18-29", "30-44", "45-54", "55-66"),
    "disability": ("no", "yes"),
}
BAND_STARTS = (30, 45, 55)

Columns = dict[str, np.ndarray]


def read_people() -> Columns:
    with gzip.open(PEOPLE, "rt", newline="") as lines:
        header, *rows = csv.reader(lines)
    table = {
        name: np.array(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }
    people = {name: table[name] for name in ("sex", "origin", "disability")}
    for name in ("age", "schooling", "moved", "married"):
        people[name] = table[name].astype(int)
    return people | {"age_band": age_band(people["age"])}


def age_band(age: np.ndarray) -> np.ndarray:
    return np.array(GROUPS["age_band"])[np.searchsorted(BAND_STARTS, age, side="right")]


def draw_people(people: Columns, size: int, rng: np.random.Generator) -> Columns:
    rows = rng.choice(len(people["age"]), size)
    drawn = {name: column[rows] for name, column in people.items()}
    drawn["age"] = np.clip(drawn["age"] + rng.integers(-1, 2, size), 18, 66)
    return drawn | {"age_band": age_band(drawn["age"])}


def standard(column: np.ndarray) -> np.ndarray:
    return (column - column.mean()) / column.std()


def sigmoid(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))


def penalty(people: Columns, burdens: dict[tuple[str, str], float]) -> np.ndarray:
    """What each person loses, on the scale of the log-odds, by the groups they belong to."""
    total = np.zeros(len(people["age"]))
    for (attribute, group), burden in burdens.items():
        total += burden * (people[attribute] == group)
    return total
