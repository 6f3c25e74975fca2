"""Whether leaks were told from decoys, and whether the promise holds on cases of other people."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from packkit import Measure, flag, number, read_csv, read_json, text

FOLDERS = ("north", "south")
HONEST_SHARE = 0.9  # of the way from the best single field to knowing every chance


@dataclass(frozen=True)
class Work:
    """What a candidate handed in for one folder, in the order of its answers."""

    called: dict[str, bool]
    chance: np.ndarray
    estimate: float
    folder: str


@dataclass(frozen=True)
class Truth:
    leaks: dict[str, bool]
    placed: np.ndarray
    best: float  # area under the curve when everyone's chance is known
    single: float  # of the most telling honest field alone


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    shuffled = {
        row["folder"]: row["shuffled"] == "1" for row in rows_of(case / "answers" / "folders.csv")
    }
    works = {folder: read_work(case, outputs, folder) for folder in FOLDERS}
    (real,) = (folder for folder in FOLDERS if not shuffled[folder])
    (noise,) = (folder for folder in FOLDERS if shuffled[folder])
    truth = read_truth(case, real)
    work = works[real]
    return {
        "leaks_found": leaks_found(work, truth),
        "false_accusations": false_accusations(work, truth),
        "sealed_auc": sealed_auc(work, truth),
        "estimate_error": estimate_error(work, truth),
        "shuffled_estimate": shuffled_estimate(works[noise], work, truth),
    }


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as lines:
        return list(csv.DictReader(lines))


def read_work(case: Path, outputs: Path, folder: str) -> Work:
    handed_in = outputs / f"hunt_{folder}"
    fields = [row["field"] for row in rows_of(case / "answers" / folder / "fields.csv")]
    cases = [row["case_id"] for row in rows_of(case / "answers" / folder / "new_cases.csv")]
    called = read_csv(
        handed_in / "leaks.csv", {"field": text, "leak": flag}, ids=fields, id_column="field"
    )
    columns = {"case_id": text, "chance": number}
    told = read_csv(handed_in / "predictions.csv", columns, ids=cases, id_column="case_id")
    chance = {row["case_id"]: row["chance"] for row in told}
    return Work(
        called={row["field"]: row["leak"] for row in called},
        chance=np.array([chance[name] for name in cases]),
        estimate=read_json(handed_in / "estimate.json", {"auc": number})["auc"],
        folder=folder,
    )


def read_truth(case: Path, folder: str) -> Truth:
    answers = rows_of(case / "answers" / folder / "new_cases.csv")
    leaks = {
        row["field"]: row["leak"] == "1"
        for row in rows_of(case / "answers" / folder / "fields.csv")
    }
    seen = rows_of(case / "public" / folder / "new_cases.csv")
    placed = np.array([row["placed"] == "1" for row in answers])
    singles = [auc(column(seen, field), placed) for field, leak in leaks.items() if not leak]
    return Truth(
        leaks=leaks,
        placed=placed,
        best=auc(np.array([float(row["chance"]) for row in answers]), placed),
        single=max(max(area, 1 - area) for area in singles),
    )


def column(rows: list[dict[str, str]], field: str) -> np.ndarray:
    return np.array([float(row[field] or 0) for row in rows])


def auc(score: np.ndarray, placed: np.ndarray) -> float:
    _, place, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranked = (np.cumsum(counts) - (counts - 1) / 2)[place]
    count = placed.sum()
    return float((ranked[placed].sum() - count * (count + 1) / 2) / (count * (len(placed) - count)))


def leaks_found(work: Work, truth: Truth) -> Measure:
    leaks = [field for field, leak in truth.leaks.items() if leak]
    found = [field for field in leaks if work.called[field]]
    return Measure(
        value=100 * len(found) / len(leaks),
        evidence=f"{len(found)} of {len(leaks)} leaks are found.",
    )


def false_accusations(work: Work, truth: Truth) -> Measure:
    accused = [field for field, leak in truth.leaks.items() if work.called[field] and not leak]
    return Measure(
        value=float(len(accused)), evidence=f"{len(accused)} innocent fields are called leaks."
    )


def sealed_auc(work: Work, truth: Truth) -> Measure:
    reachable = truth.single + HONEST_SHARE * (truth.best - truth.single)
    return Measure(
        value=auc(work.chance, truth.placed), floor=truth.single - 0.05, ceiling=reachable
    )


def says_nothing(work: Work, truth: Truth) -> bool:
    """Whoever predicts nothing promises nothing, and is easily right."""
    area = sealed_auc(work, truth)
    return area.value is not None and area.floor is not None and area.value <= area.floor


def estimate_error(work: Work, truth: Truth) -> Measure:
    real = auc(work.chance, truth.placed)
    if says_nothing(work, truth):
        return Measure(value=1.0, evidence="The predictions say too little for a promise to count.")
    told = f"Estimated {work.estimate:.3f}, measured on sealed cases {real:.3f}."
    return Measure(value=abs(work.estimate - real), evidence=told)


def shuffled_estimate(noise: Work, work: Work, truth: Truth) -> Measure:
    if says_nothing(work, truth):
        return Measure(value=1.0, evidence="The predictions say too little for a promise to count.")
    told = (
        f"Where the outcome was shuffled, {noise.estimate:.3f} is promised; there is 0.5 to be had."
    )
    return Measure(value=abs(noise.estimate - 0.5), evidence=told)
