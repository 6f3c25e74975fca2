"""Whether intervals hold what they promise, faults are seen, and the right things are shipped."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from packkit import InvalidOutput, Measure, flag, number, one_of, read_csv, text

LEAST_COVERAGE = 0.7  # below it a narrow interval is no virtue
NO_WIDTH = 9.0  # what is reported then
COLUMNS = {
    "experiment_id": text,
    "valid": flag,
    "effect": number,
    "low": number,
    "high": number,
    "decision": one_of("ship", "keep"),
}


@dataclass(frozen=True)
class Quarter:
    names: list[str]
    valid: np.ndarray
    effect: np.ndarray
    ideal_width: np.ndarray

    @property
    def helps(self) -> np.ndarray:
        return self.valid & (self.effect > 0)


@dataclass(frozen=True)
class Readout:
    valid: np.ndarray
    low: np.ndarray
    high: np.ndarray
    shipped: np.ndarray


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    quarter = read_quarter(case)
    readout = read_readout(outputs / "readout" / "readout.csv", quarter)
    return {
        "interval_coverage": interval_coverage(readout, quarter),
        "interval_width": interval_width(readout, quarter),
        "faults_found": faults_found(readout, quarter),
        "false_alarms": false_alarms(readout, quarter),
        "decision_accuracy": decision_accuracy(readout, quarter),
        "false_discoveries": false_discoveries(readout, quarter),
    }


def read_quarter(case: Path) -> Quarter:
    with (case / "answers" / "experiments.csv").open(newline="") as lines:
        rows = list(csv.DictReader(lines))
    return Quarter(
        names=[row["experiment_id"] for row in rows],
        valid=np.array([row["valid"] == "1" for row in rows]),
        effect=np.array([float(row["effect"]) for row in rows]),
        ideal_width=np.array([float(row["ideal_width"]) for row in rows]),
    )


def read_readout(path: Path, quarter: Quarter) -> Readout:
    rows = read_csv(path, COLUMNS, ids=quarter.names, id_column="experiment_id")
    told = {row["experiment_id"]: row for row in rows}
    ordered = [told[name] for name in quarter.names]
    for row in ordered:
        if not row["low"] <= row["effect"] <= row["high"]:
            raise InvalidOutput(
                f"readout.csv: {row['experiment_id']}: effect must lie between low and high."
            )
    return Readout(
        valid=np.array([row["valid"] for row in ordered]),
        low=np.array([row["low"] for row in ordered]),
        high=np.array([row["high"] for row in ordered]),
        shipped=np.array([row["decision"] == "ship" for row in ordered]),
    )


def covered(readout: Readout, quarter: Quarter) -> np.ndarray:
    """Of the experiments that are sound: does the interval hold the true effect."""
    inside = (readout.low <= quarter.effect) & (quarter.effect <= readout.high)
    return inside[quarter.valid]


def interval_coverage(readout: Readout, quarter: Quarter) -> Measure:
    hits = covered(readout, quarter)
    told = f"{hits.sum()} of {len(hits)} intervals of sound experiments hold the true effect."
    return Measure(value=100 * float(hits.mean()), evidence=told)


def interval_width(readout: Readout, quarter: Quarter) -> Measure:
    if covered(readout, quarter).mean() < LEAST_COVERAGE:
        return Measure(
            value=NO_WIDTH, evidence="Too few intervals hold the truth for their width to count."
        )
    ratio = ((readout.high - readout.low) / quarter.ideal_width)[quarter.valid]
    value = float(np.median(ratio))
    return Measure(
        value=value, evidence=f"The median interval is {value:.2f} times as wide as it could be."
    )


def faults_found(readout: Readout, quarter: Quarter) -> Measure:
    found = int((~readout.valid & ~quarter.valid).sum())
    broken = int((~quarter.valid).sum())
    return Measure(
        value=100 * found / broken,
        evidence=f"{found} of {broken} broken experiments are called invalid.",
    )


def false_alarms(readout: Readout, quarter: Quarter) -> Measure:
    count = int((~readout.valid & quarter.valid).sum())
    return Measure(value=float(count), evidence=f"{count} sound experiments are called invalid.")


def decision_accuracy(readout: Readout, quarter: Quarter) -> Measure:
    """The floor ships nothing."""
    right = readout.shipped == quarter.helps
    told = f"{int((~right).sum())} of {len(right)} decisions are wrong."
    return Measure(
        value=100 * float(right.mean()),
        floor=100 * float((~quarter.helps).mean()),
        ceiling=100.0,
        evidence=told,
    )


def false_discoveries(readout: Readout, quarter: Quarter) -> Measure:
    count = int((readout.shipped & ~quarter.helps).sum())
    return Measure(
        value=float(count),
        evidence=f"{count} changes are shipped that do not help, or that nobody can know about.",
    )
