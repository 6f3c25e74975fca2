"""Rank applicants: python screen.py FOLDER reads data/FOLDER/applicants.csv, writes ranking.csv.

The supervisors' verdicts are marked down for some groups. Left out of the model, the attributes
would come back through what goes with them: gaps, districts. So the model is fitted *with* them,
which leaves the mark-down to them and the merit to the rest, and predicts *without* them.
"""

import csv
import sys
from pathlib import Path

import numpy as np
from tables import Table, age_bands, fit_logistic, group_dummies, read_table

PENALTY = 3.0
INVITED_SHARE = 0.25
LARGE = 300
WANTED_RATIO = 0.9
NUMBERS = (
    "schooling",
    "experience_years",
    "skill_test",
    "interview",
    "references",
    "gap_months",
    "moved",
)


def main() -> None:
    trial = read_table(Path("data/trial.csv"))
    applicants = read_table(Path("data") / sys.argv[1] / "applicants.csv")
    terms, known = features(trial), features(applicants)
    mean, spread = terms.mean(axis=0), terms.std(axis=0) + 1e-9
    dummies, _ = group_dummies(trial | {"age_band": age_bands(trial["age"])})
    one = np.ones((len(terms), 1))
    design = np.hstack([one, (terms - mean) / spread, dummies])
    weights, _ = fit_logistic(design, trial["succeeded"].astype(float), PENALTY)
    merit = weights[1 : 1 + terms.shape[1]]
    score = (known - mean) / spread @ levelled(merit, (terms - mean) / spread, dummies)

    with Path("ranking.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["applicant_id", "score"])
        writer.writerows(zip(applicants["applicant_id"], np.round(score, 6), strict=True))


def levelled(weights: np.ndarray, terms: np.ndarray, dummies: np.ndarray) -> np.ndarray:
    """The weights closest to the given ones whose ranking keeps every large group's ratio.

    They minimize the mean squared change of the score plus `force` times the squared gaps between
    the groups' mean scores; the force grows until the trial's people would be invited evenly.
    """
    members = [dummies[:, place] == 1 for place in np.flatnonzero(dummies.sum(axis=0) >= LARGE)]
    gaps = np.array([terms[some].mean(axis=0) - terms[~some].mean(axis=0) for some in members])
    spread = terms.T @ terms / len(terms)
    chosen = weights
    for force in (0.0, *np.geomspace(0.1, 100, 25)):
        chosen = np.linalg.solve(
            spread + force * gaps.T @ gaps + 1e-6 * np.eye(len(weights)), spread @ weights
        )
        if lowest_ratio(terms @ chosen, members) >= WANTED_RATIO:
            break
    return chosen


def lowest_ratio(score: np.ndarray, members: list[np.ndarray]) -> float:
    invited = score >= np.quantile(score, 1 - INVITED_SHARE)
    return min(invited[some].mean() / invited[~some].mean() for some in members)


def features(people: Table) -> np.ndarray:
    districts = (people["district"][:, None] == np.array([f"D{n}" for n in range(2, 11)])).astype(
        float
    )
    return np.hstack([np.column_stack([people[name].astype(float) for name in NUMBERS]), districts])


if __name__ == "__main__":
    main()
