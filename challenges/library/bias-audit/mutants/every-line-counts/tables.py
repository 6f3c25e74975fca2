"""Reading tables, fitting a logistic regression: what both programs need."""

import csv
from pathlib import Path

import numpy as np

Table = dict[str, np.ndarray]

GROUPS = {
    "sex": ("male", "female"),
    "origin": ("white", "black", "asian", "other", "mixed", "indigenous"),
    "age_band": ("18-29", "30-44", "45-54", "55-66"),
    "disability": ("no", "yes"),
}
REFERENCE = {"sex": "male", "origin": "white", "age_band": "30-44", "disability": "no"}
BAND_STARTS = (30, 45, 55)


def read_table(path: Path) -> Table:
    with path.open(newline="") as lines:
        header, *rows = csv.reader(lines)
    return {
        name: np.array(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }


def age_bands(age: np.ndarray) -> np.ndarray:
    return np.array(GROUPS["age_band"])[np.searchsorted(BAND_STARTS, age.astype(int), side="right")]


def group_dummies(people: Table) -> tuple[np.ndarray, list[tuple[str, str]]]:
    """One column per group that is not the reference of its attribute."""
    names = [
        (attribute, group)
        for attribute, groups in GROUPS.items()
        for group in groups
        if group != REFERENCE[attribute]
    ]
    return np.column_stack([people[attribute] == group for attribute, group in names]).astype(
        float
    ), names


def fit_logistic(
    design: np.ndarray, outcome: np.ndarray, penalty: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and their standard errors; the first column, the intercept, is not penalized."""
    ridge = np.diag([0.0, *[penalty] * (design.shape[1] - 1)])
    weights = np.zeros(design.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-design @ weights))
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, design.T @ (outcome - chance) - ridge @ weights)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights, np.sqrt(np.diag(np.linalg.inv(curvature)))
