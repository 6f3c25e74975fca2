"""Measures the gate's decisions against what happened afterwards."""

import csv
from pathlib import Path

from packkit import Measure, one_of, read_csv, text

DECISIONS = ("promote", "keep", "stay", "rollback")
ASLEEP = 0.25  # a gate that takes less of the good challengers than this proves nothing by caution
SLEEPING = "Too few good challengers were promoted for caution to count."


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    decided = read_decisions(outputs, truth)
    gate = [row for row in truth if row["kind"] == "gate"]
    good = [row for row in gate if row["right"] == "promote"]
    bad = [row for row in gate if row["right"] == "keep"]
    sliced = [row for row in bad if row["case"] == "slice"]
    taken = _promoted(good, decided)
    awake = taken >= ASLEEP
    stakes = sum(float(row["stake"]) for row in gate)
    lost = sum(float(row["stake"]) for row in gate if decided[row["pair"]] != row["right"])
    return {
        "decision_regret": Measure(
            value=lost / stakes, evidence=f"{lost / stakes:.0%} of what was at stake was lost."
        ),
        "bad_promotions": _caution(bad, decided, awake, "should have been kept out"),
        "slice_regressions": _caution(sliced, decided, awake, "hurt a slice"),
        "gains_taken": Measure(
            value=taken, evidence=f"{taken:.0%} of {len(good)} good challengers were promoted."
        ),
        "rollback_accuracy": _rollbacks(truth, decided),
    }


def read_truth(case: Path) -> list[dict[str, str]]:
    with (case / "answers" / "pairs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def read_decisions(outputs: Path, truth: list[dict[str, str]]) -> dict[str, str]:
    rows = read_csv(
        outputs / "decide" / "decisions.csv",
        {"pair": text, "decision": one_of(*DECISIONS)},
        ids=[row["pair"] for row in truth],
        id_column="pair",
    )
    return {row["pair"]: row["decision"] for row in rows}


def _promoted(rows: list[dict[str, str]], decided: dict[str, str]) -> float:
    return sum(decided[row["pair"]] == "promote" for row in rows) / len(rows)


def _caution(rows: list[dict[str, str]], decided: dict[str, str], awake: int, what: str) -> Measure:
    if not awake:
        return Measure(value=None, evidence=SLEEPING)
    share = _promoted(rows, decided)
    return Measure(value=share, evidence=f"{share:.0%} of {len(rows)} that {what} were promoted.")


def _rollbacks(truth: list[dict[str, str]], decided: dict[str, str]) -> Measure:
    """Mean of the accuracies on broken models and on sound ones."""
    shares = []
    for right in ("rollback", "stay"):
        rows = [row for row in truth if row["right"] == right]
        shares.append(sum(decided[row["pair"]] == right for row in rows) / len(rows))
    told = f"{shares[0]:.0%} of broken models rolled back, {shares[1]:.0%} of sound ones kept."
    return Measure(value=sum(shares) / 2, evidence=told)
