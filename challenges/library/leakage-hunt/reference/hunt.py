"""Hunt for leaks, predict without them, say honestly how good that is: python hunt.py FOLDER.

A field leaks if what was written into it after the decision tells the outcome. For the cases whose
fields at the decision are known, the change is tested against the outcome. The estimate comes from
the same cases: predicted by models that never saw the person, from what was seen at the time.
"""

import csv
import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np

FOLDS = 5
PENALTY = 20.0
LEVEL = 0.01

Table = dict[str, np.ndarray]


def main() -> None:
    folder = Path("data") / sys.argv[1]
    warehouse, live, new = (
        read_table(folder / f"{name}.csv") for name in ("warehouse", "live", "new_cases")
    )
    fields = [name for name in live if name != "case_id"]
    place = {case: at for at, case in enumerate(warehouse["case_id"])}
    rows = np.array([place[case] for case in live["case_id"]])
    placed = warehouse["placed"] == "1"

    leaks = leaking(fields, warehouse, live, rows, placed)
    honest = [name for name in fields if name not in leaks]
    today, seen, fresh = (numbers(table, honest) for table in (warehouse, live, new))
    estimate = out_of_person_auc(today, seen, rows, placed, warehouse["person_id"])
    chance = predict(fit(today, placed), fresh)

    write("leaks.csv", ["field", "leak"], [[name, int(name in leaks)] for name in fields])
    write(
        "predictions.csv",
        ["case_id", "chance"],
        zip(new["case_id"], np.round(chance, 5), strict=True),
    )
    Path("estimate.json").write_text(json.dumps({"auc": round(estimate, 4)}) + "\n")


def leaking(
    fields: list[str], warehouse: Table, live: Table, rows: np.ndarray, placed: np.ndarray
) -> set[str]:
    """Holm over all fields of a test of the change against the outcome."""
    tests = sorted(
        (change_p_value(name, warehouse, live, rows, placed[rows]), name) for name in fields
    )
    found = set()
    for rank, (p_value, name) in enumerate(tests):
        if p_value > LEVEL / (len(tests) - rank):
            break
        found.add(name)
    return found


def change_p_value(
    name: str, warehouse: Table, live: Table, rows: np.ndarray, placed: np.ndarray
) -> float:
    """The better of two looks: by how much the field changed, and whether it was filled in at all."""
    today, seen = as_numbers(warehouse[name][rows]), as_numbers(live[name])
    appeared = np.isnan(seen) & ~np.isnan(today)
    change = np.where(appeared, today, today - seen)
    change = np.where(np.isnan(change), 0.0, change)
    values = [rank_p_value(change[some], placed[some]) for some in (appeared, ~appeared)]
    return min(1.0, 3 * min(*values, rank_p_value(appeared.astype(float), placed)))


def rank_p_value(values: np.ndarray, placed: np.ndarray) -> float:
    """Wilcoxon's rank sum, by the normal approximation; 1 where nothing differs."""
    if len(values) < 20 or np.ptp(values) == 0 or placed.all() or not placed.any():
        return 1.0
    ranked = ranks(values)
    gap = ranked[placed].mean() - ranked[~placed].mean()
    error = ranked.std() * np.sqrt(1 / placed.sum() + 1 / (~placed).sum())
    return float(2 * normal_tail(abs(gap) / error))


def normal_tail(z: float) -> float:
    return math.erfc(z / math.sqrt(2)) / 2


def out_of_person_auc(
    today: np.ndarray, seen: np.ndarray, rows: np.ndarray, placed: np.ndarray, person: np.ndarray
) -> float:
    _, group = np.unique(person, return_inverse=True)
    fold = np.random.default_rng(0).permutation(np.arange(group.max() + 1) % FOLDS)[group]
    chance = np.zeros(len(rows))
    for part in range(FOLDS):
        mine = fold[rows] == part
        chance[mine] = predict(fit(today[fold != part], placed[fold != part]), seen[mine])
    return auc(chance, placed[rows])


Model = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def fit(values: np.ndarray, placed: np.ndarray) -> Model:
    """Logistic regression by Newton's method; missing values take the median."""
    median = np.nanmedian(values, axis=0)
    filled = np.where(np.isnan(values), median, values)
    mean, spread = filled.mean(axis=0), filled.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(filled)), (filled - mean) / spread])
    ridge = np.diag([0.0] + [PENALTY] * values.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(12):
        chance = 1 / (1 + np.exp(-design @ weights))
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights += np.linalg.solve(curvature, design.T @ (placed - chance) - ridge @ weights)
    return median, mean, spread, weights


def predict(model: Model, values: np.ndarray) -> np.ndarray:
    median, mean, spread, weights = model
    filled = (np.where(np.isnan(values), median, values) - mean) / spread
    return 1 / (1 + np.exp(-(weights[0] + filled @ weights[1:])))


def auc(score: np.ndarray, placed: np.ndarray) -> float:
    ranked = ranks(score)
    count = placed.sum()
    return float((ranked[placed].sum() - count * (count + 1) / 2) / (count * (len(placed) - count)))


def ranks(values: np.ndarray) -> np.ndarray:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[place]


def read_table(path: Path) -> Table:
    with path.open(newline="") as lines:
        header, *rows = csv.reader(lines)
    return {
        name: np.array(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }


def numbers(table: Table, names: list[str]) -> np.ndarray:
    return np.column_stack([as_numbers(table[name]) for name in names])


def as_numbers(cells: np.ndarray) -> np.ndarray:
    return np.where(cells == "", "nan", cells).astype(float)


def write(name: str, header: list[str], rows: Iterable[Iterable[object]]) -> None:
    with Path(name).open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
