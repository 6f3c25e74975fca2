"""Rank applicants by what worked in the trial. Run: python screen.py first

Reads data/trial.csv and data/<folder>/applicants.csv, writes ranking.csv.
"""

import csv
import sys
from pathlib import Path

import numpy as np

LABELS = ["sex", "origin", "disability", "district"]
NUMBERS = ["age", "experience_years", "references", "gap_months"]


def read(path):
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def features(people, levels):
    columns = [[float(person[name]) for person in people] for name in NUMBERS]
    for label in LABELS:
        for level in levels[label]:
            columns.append([float(person[label] == level) for person in people])
    return np.array([[1.0] * len(people), *columns]).T


def main():
    trial = read(Path("data/trial.csv"))
    applicants = read(Path("data") / sys.argv[1] / "applicants.csv")
    levels = {label: sorted({person[label] for person in trial})[1:] for label in LABELS}
    succeeded = np.array([float(person["succeeded"]) for person in trial])
    weights, *_ = np.linalg.lstsq(features(trial, levels), succeeded, rcond=None)
    scores = features(applicants, levels) @ weights
    with Path("ranking.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["applicant_id", "score"])
        for person, score in zip(applicants, scores):
            writer.writerow([person["applicant_id"], round(float(score), 6)])


if __name__ == "__main__":
    main()
