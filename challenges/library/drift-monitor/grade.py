"""Measures a monitor's answers against the episodes that were injected."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from grader.alerts import column_f1, delays, share_alerted, split_batches
from packkit import Measure, flag, list_of, optional, read_json_lines, step_usage, text

STEP = "monitor"
SILENT = "It found none of the drifts, so its silence proves nothing."
MEGABYTE = 1024 * 1024


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    answers = read_answers(outputs, len(truth.rows))
    alerts = [answer["alert"] for answer in answers]
    waits = delays(answers, truth.episodes)
    found = [wait for wait, episode in zip(waits, truth.episodes, strict=True) if wait < episode.length]
    ordinary, seasonal = split_batches(truth.rows, truth.episodes)
    f1 = column_f1(answers, truth.episodes)
    usage = step_usage(outputs, STEP)
    return {
        "detection_delay": Measure(
            value=sum(waits) / len(waits),
            evidence=f"{len(found)} of {len(waits)} drifts found; batches until the alert: "
            + ", ".join(f"{e.kind} {w}" for w, e in zip(waits, truth.episodes, strict=True)),
        ),
        "false_alarm_rate": _calm(alerts, ordinary, bool(found), "ordinary"),
        "seasonal_alarm_rate": _calm(alerts, seasonal, bool(found), "holiday and storm"),
        "column_f1": Measure(value=f1, evidence=f"Named columns against drifting ones: F1 {f1:.2f}."),
        "peak_memory": Measure(
            value=None if usage.peak_memory_bytes is None else usage.peak_memory_bytes / MEGABYTE
        ),
    }


def _calm(alerts: list[bool], positions: list[int], found: bool, kind: str) -> Measure:
    if not found:
        return Measure(value=None, evidence=SILENT)
    rate = share_alerted(alerts, positions)
    return Measure(value=rate, evidence=f"Alert in {rate:.1%} of {len(positions)} {kind} batches.")


@dataclass(frozen=True)
class Drift:
    start: int
    end: int
    kind: str
    columns: frozenset[str]

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Truth:
    rows: list[dict[str, str]]
    episodes: list[Drift]


def read_truth(case: Path) -> Truth:
    with (case / "answers" / "truth.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
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


def read_answers(outputs: Path, batches: int) -> list[dict]:
    return read_json_lines(
        outputs / STEP / "answers.jsonl",
        {"alert": flag, "columns": optional(list_of(text, at_most=100))},
        lines=batches,
    )
