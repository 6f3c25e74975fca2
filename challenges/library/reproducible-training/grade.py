"""Measures whether three runs agree, and whether what they say of themselves is true."""

import csv
import json
from pathlib import Path
from typing import Any

from grader.audit import data_digest
from grader.record import RUNS, Audit, Run, pins, read_audit, read_run
from packkit import Measure

NEAR = 0.001  # bicycles; two predictions further apart differ
TOO_CAREFUL = 1.5  # who expects an error this many times the real one claims nothing


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    runs = [read_run(outputs, step, list(truth)) for step in RUNS]
    audit = read_audit(outputs)
    error = mean_error(runs[0], truth)
    bounds = json.loads((case / "answers" / "bounds.json").read_text())
    return {
        "predictions_differ": differing(runs),
        "record_differs": records(runs),
        "claim_beyond": claim(runs[0], error),
        "model_error": Measure(
            value=error,
            floor=bounds["profile"],
            ceiling=1.1 * bounds["yardstick"],
            evidence=f"The error on the new hours is {error:.1f} bicycles; a profile of the hours "
            f"makes {bounds['profile']:.1f}.",
        ),
        "lineage_right": lineage(runs[0], audit, case),
        "lock_agreement": lock(runs[0], audit),
    }


def read_truth(case: Path) -> dict[str, int]:
    with (case / "answers" / "new.csv").open(newline="") as file:
        return {row["id"]: int(row["bikers"]) for row in csv.DictReader(file)}


def mean_error(run: Run, truth: dict[str, int]) -> float:
    return sum(abs(run.predictions[one] - came) for one, came in truth.items()) / len(truth)


def differing(runs: list[Run]) -> Measure:
    """Share of the hours for which not all runs predict the same."""
    told = [[run.predictions[one] for run in runs] for one in runs[0].predictions]
    apart = sum(max(values) - min(values) > NEAR for values in told)
    return Measure(
        value=apart / len(told),
        evidence=f"{apart} of {len(told)} predictions differ by more than {NEAR} bicycles.",
    )


def records(runs: list[Run]) -> Measure:
    first, *others = [run.written for run in runs]
    changed = [name for name in first if any(first[name] != other[name] for other in others)]
    told = f"Differ between runs: {', '.join(changed)}." if changed else "Not a byte differs."
    return Measure(value=float(len(changed)), evidence=told)


def claim(run: Run, error: float) -> Measure:
    """By how much of the real error the expected one is lower."""
    told = f"{run.expected_error:.1f} bicycles were promised, it became {error:.1f}."
    if run.expected_error > TOO_CAREFUL * error:
        return Measure(value=None, evidence=f"{told} That promises nothing.")
    return Measure(value=max(0.0, 1 - run.expected_error / error) if error else 0.0, evidence=told)


def lineage(run: Run, audit: Audit, case: Path) -> Measure:
    parameters = json.loads((case / "public" / "parameters.json").read_text())
    right = {
        "data_sha256": run.lineage["data_sha256"] == data_digest(str(case / "public" / "shards")),
        "code_sha256": run.lineage["code_sha256"] == audit.code_sha256,
        "parameters": run.lineage["parameters"] == parameters,
        "libraries": _are_told(run.lineage["libraries"], audit.needed),
        "python": run.lineage["python"] == audit.python,
    }
    wrong = [name for name, is_right in right.items() if not is_right]
    told = f"Not right: {', '.join(wrong)}." if wrong else "All five entries are right."
    return Measure(value=sum(right.values()) / len(right), evidence=told)


def _are_told(libraries: Any, needed: dict[str, str]) -> bool:
    return isinstance(libraries, dict) and needed.items() <= libraries.items()


def lock(run: Run, audit: Audit) -> Measure:
    """Packages that are needed and pinned rightly, against all that are needed or pinned wrongly."""
    pinned, loose = pins(run.lock)
    right = sum(pinned.get(name) == version for name, version in audit.needed.items())
    wrong = loose + sum(
        name in audit.needed and audit.needed[name] != version for name, version in pinned.items()
    )
    everything = len(audit.needed) + wrong
    if not everything:
        return Measure(value=1.0, evidence="The code imports no package and the lock pins none.")
    return Measure(
        value=right / everything,
        evidence=f"{right} of {len(audit.needed)} packages are pinned as installed; {wrong} lines "
        "are loose or name another version.",
    )
