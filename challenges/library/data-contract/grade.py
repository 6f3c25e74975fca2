"""Measures verdicts on deliveries: what was let in, what was kept out, which lines were named."""

import csv
from dataclasses import dataclass
from pathlib import Path

from packkit import InvalidOutput, Measure, flag, one_of, read_csv, text, whole

STEP = "check"
MAX_LINES = 20_000
ASLEEP = (
    0.3  # a gate that stops less than this share of the corrupt files proves nothing by patience
)
SLEEPING = "Too few corrupt files were stopped for patience to count."


@dataclass(frozen=True)
class Truth:
    decision: str
    late: bool
    lines: frozenset[int]


@dataclass(frozen=True)
class Verdicts:
    decision: dict[str, str]
    late: dict[str, bool]
    lines: dict[str, set[int]]


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    told = read_verdicts(outputs, truth)
    corrupt = [name for name, one in truth.items() if one.decision == "reject"]
    sound = [name for name, one in truth.items() if one.decision == "accept"]
    stopped = sum(told.decision[name] == "reject" for name in corrupt) / len(corrupt)
    refused = sum(told.decision[name] == "reject" for name in sound) / len(sound)
    late = f1({name for name in truth if told.late[name]}, {n for n, t in truth.items() if t.late})
    return {
        "corruption_recall": Measure(
            value=stopped, evidence=f"{stopped:.0%} of {len(corrupt)} corrupt files were rejected."
        ),
        "false_rejections": Measure(
            value=refused if stopped >= ASLEEP else None,
            evidence=f"{refused:.0%} of {len(sound)} sound files were rejected."
            if stopped >= ASLEEP
            else SLEEPING,
        ),
        "quarantine_f1": quarantine(truth, told, sound),
        "lateness_f1": Measure(value=late, evidence=f"Late deliveries named: F1 {late:.2f}."),
    }


def quarantine(truth: dict[str, Truth], told: Verdicts, sound: list[str]) -> Measure:
    wanted = {(name, line) for name in sound for line in truth[name].lines}
    named = {
        (name, line)
        for name in sound
        if told.decision[name] == "accept"
        for line in told.lines.get(name, ())
    }
    value = f1(named, wanted)
    hits = len(named & wanted)
    return Measure(
        value=value,
        evidence=f"{hits} of {len(wanted)} bad lines were quarantined, and {len(named) - hits} good.",
    )


def f1(named: set, wanted: set) -> float:
    total = len(named) + len(wanted)
    return 2 * len(named & wanted) / total if total else 1.0


def read_truth(case: Path) -> dict[str, Truth]:
    with (case / "answers" / "deliveries.csv").open(newline="") as file:
        return {
            row["delivery"]: Truth(
                row["decision"], row["late"] == "1", frozenset(map(int, row["lines"].split()))
            )
            for row in csv.DictReader(file)
        }


def read_verdicts(outputs: Path, truth: dict[str, Truth]) -> Verdicts:
    rows = read_csv(
        outputs / STEP / "verdicts.csv",
        {"delivery": text, "decision": one_of("accept", "reject"), "late": flag},
        ids=truth,
        id_column="delivery",
    )
    lines: dict[str, set[int]] = {}
    for row in read_csv(
        outputs / STEP / "quarantine.csv", {"delivery": text, "line": whole}, max_rows=MAX_LINES
    ):
        if row["delivery"] not in truth:
            raise InvalidOutput(f"quarantine.csv: unknown delivery {row['delivery'][:40]!r}.")
        lines.setdefault(row["delivery"], set()).add(row["line"])
    return Verdicts(
        {row["delivery"]: row["decision"] for row in rows},
        {row["delivery"]: row["late"] for row in rows},
        lines,
    )
