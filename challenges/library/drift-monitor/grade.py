"""Measures a monitor's answers against the episodes that were injected."""

import csv
import json
from pathlib import Path

from grader.alerts import Answer, Drift, Truth, column_f1, delays, share_alerted, split_batches
from grader.flights import COLUMNS
from packkit import InvalidOutput, Measure, flag, list_of, optional, read_json_lines, text

STEPS = ("monitor", "resume")  # the monitor is started again half-way
NONE_FOUND = "No drift was found, so there is no calm to measure."
KILOBYTE = 1024


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    answers = read_answers(outputs, len(truth.rows))
    alerts = [answer["alert"] for answer in answers]
    waits = delays(answers, truth.episodes)
    found = [
        wait for wait, episode in zip(waits, truth.episodes, strict=True) if wait < episode.length
    ]
    ordinary, seasonal = split_batches(truth.rows, truth.episodes)
    f1 = column_f1(answers, truth.episodes)
    size = (outputs / "monitor" / "state.json").stat().st_size
    return {
        "detection_delay": Measure(
            value=sum(waits) / len(waits),
            evidence=f"{len(found)} of {len(waits)} drifts found; batches until the alert: "
            + ", ".join(f"{e.kind} {w}" for w, e in zip(waits, truth.episodes, strict=True)),
        ),
        "false_alarm_rate": _calm(alerts, ordinary, len(found), "ordinary"),
        "seasonal_alarm_rate": _calm(alerts, seasonal, len(found), "holiday and storm"),
        "column_f1": Measure(
            value=f1, evidence=f"Named columns against drifting ones: F1 {f1:.2f}."
        ),
        "state_size": Measure(
            value=size / KILOBYTE, evidence=f"The state that survives a restart has {size} bytes."
        ),
    }


def _calm(alerts: list[bool], positions: list[int], found: int, kind: str) -> Measure:
    if not found:
        return Measure(value=None, evidence=NONE_FOUND)
    rate = share_alerted(alerts, positions)
    return Measure(value=rate, evidence=f"Alert in {rate:.1%} of {len(positions)} {kind} batches.")


def read_truth(case: Path) -> Truth:
    with (case / "answers" / "truth.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    calendar = json.loads((case / "answers" / "calendar.json").read_text())
    rows = [row | {"holiday": holiday} for row, holiday in zip(rows, calendar, strict=True)]
    first = int(rows[0]["batch"])
    told = json.loads((case / "answers" / "episodes.json").read_text())["episodes"]
    return Truth(
        rows,
        [
            Drift(
                one["first_batch"] - first,
                one["last_batch"] - first + 1,
                one["kind"],
                frozenset(one["columns"]),
            )
            for one in told
        ],
    )


def read_answers(outputs: Path, batches: int) -> list[Answer]:
    answers = [
        answer
        for step in STEPS
        for answer in read_json_lines(
            outputs / step / "answers.jsonl",
            {"alert": flag, "columns": optional(list_of(text, at_most=100))},
            lines=batches // len(STEPS),
        )
    ]
    strange = {name for answer in answers for name in answer["columns"] or ()} - set(COLUMNS)
    if strange:
        raise InvalidOutput(f"An answer names a column that does not exist: {min(strange)[:40]!r}.")
    return answers
