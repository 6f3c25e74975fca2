"""Measures what the client was told, how the service started and stopped, and what its log holds."""

import csv
import json
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import Any

from grader.traffic import PERCENTILES, TOLERANCE, Answer, is_right, latency
from packkit import InvalidOutput, Measure, StepUsage, json_object, number, step_usage, text

STEP, LOG = "serve", "answered.jsonl"
STOP_SECONDS = 2.0
MAX_LINES = 5000


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    due, told = read_due(case), read_told(outputs)
    usage = step_usage(outputs, STEP)
    ready = usage.ready_seconds
    return {
        "wrong_predictions": _wrong(told["careful"], due),
        **{f"p{one}_ms": _latency(told["windows"], due, one) for one in PERCENTILES},
        "cold_start": Measure(value=ready, evidence=f"Ready {ready:.2f} s after its start."),
        "bad_requests": _bad(told["bad"]),
        "slow_callers": _beside(told["beside"], due),
        "clean_stop": _stop(usage, told["stopped"], due),
        "unlogged_answers": _unlogged(told, read_log(outputs)),
    }


def read_due(case: Path) -> dict[str, float]:
    with (case / "answers" / "probabilities.csv").open(newline="") as file:
        return {row["id"]: float(row["probability"]) for row in csv.DictReader(file)}


def read_told(outputs: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((outputs / STEP / "told.json").read_bytes())
    return told


def read_log(outputs: Path) -> dict[str, float]:
    """Read what the service says it answered; a line that cannot be read, the last perhaps, is none."""
    found = {}
    for line in (outputs / STEP / LOG).read_bytes().split(b"\n")[:MAX_LINES]:
        try:
            entry = json_object(LOG, line, {"id": text, "probability": number})
        except InvalidOutput:
            continue
        found[entry["id"]] = entry["probability"]
    return found


def answered(told: Mapping[str, Any]) -> list[Answer]:
    phases = chain(told["careful"], told["beside"], *told["windows"], told["stopped"])
    return [answer for answer in phases if answer["probability"] is not None]


def _wrong(careful: Sequence[Answer], due: Mapping[str, float]) -> Measure:
    wrong = [answer["id"] for answer in careful if not is_right(answer, due)]
    shown = f", the first {wrong[0]}" if wrong else ""
    return Measure(
        value=len(wrong) / len(careful),
        evidence=f"{len(wrong)} of {len(careful)} careful quotes answered wrongly or not{shown}.",
    )


def _latency(
    windows: Sequence[Sequence[Answer]], due: Mapping[str, float], percent: int
) -> Measure:
    milliseconds = 1000 * latency(windows, due, percent)
    return Measure(
        value=milliseconds,
        evidence=f"{percent} % of the quotes were answered rightly within {milliseconds:.0f} ms.",
    )


def _bad(replies: Sequence[Mapping[str, Any]]) -> Measure:
    missed = [one for one in replies if not is_refused(one)]
    shown = f"; {missed[0]['name']}: {missed[0]['status'] or missed[0]['reason']}" if missed else ""
    return Measure(
        value=len(missed) / len(replies),
        evidence=f"{len(missed)} of {len(replies)} bad requests not answered with 4xx{shown}.",
    )


def is_refused(reply: Mapping[str, Any]) -> bool:
    return reply["status"] is not None and 400 <= reply["status"] < 500


def _beside(replies: Sequence[Answer], due: Mapping[str, float]) -> Measure:
    unanswered = fmean(not is_right(one, due) for one in replies)
    told = f"{unanswered:.0%} of the quotes were not answered rightly while others dawdled."
    return Measure(value=unanswered, evidence=told)


def _stop(usage: StepUsage, under_way: Sequence[Answer], due: Mapping[str, float]) -> Measure:
    """Half for a clean end in time, half for the requests that were under way at that moment."""
    is_clean = bool(usage.stopped and usage.exit_code == 0)
    told = f"exit code {usage.exit_code}" if usage.stopped else "had to be killed"
    finished = fmean(is_right(one, due) for one in under_way)
    return Measure(
        value=(is_clean + finished) / 2,
        evidence=f"Asked to stop: {told}, after {usage.stop_seconds:.1f} s; "
        f"{finished:.0%} of the requests under way were answered rightly.",
    )


def _unlogged(told: Mapping[str, Any], log: Mapping[str, float]) -> Measure:
    given = answered(told)
    if not given:
        return Measure(value=None, evidence="Nothing was answered, so there is nothing to log.")
    missing = [
        one["id"]
        for one in given
        if one["id"] not in log or abs(log[one["id"]] - one["probability"]) > TOLERANCE
    ]
    return Measure(
        value=len(missing) / len(given),
        evidence=f"{len(missing)} of {len(given)} answers are not in {LOG} as they were given.",
    )
