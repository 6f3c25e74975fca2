"""Measures a game: how fast it was learned, what was found, what was handed back, and what was overdrawn."""

import json
from pathlib import Path
from statistics import fmean

from grader.flights import read_answers, read_flight
from grader.game import BUDGET, Record, area, label_quality, spent_until_found
from grader.patches import Flight
from packkit import Measure

STEP = "label"
RIGHT_AS_ANSWERED = 0.86  # what the inspectors' answers are right by themselves
LEAST_LABEL_CEILING = 0.9


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    flight, bounds = read_flight(case), read_answers(case)["bounds"]
    record = read_record(outputs)
    final = record.accuracies[-1]
    return {
        "learning_area": Measure(
            value=area(record),
            **bounds["area"],
            evidence="Accuracy after each round: "
            + ", ".join(f"{one:.2f}" for one in record.accuracies),
        ),
        "final_accuracy": Measure(
            value=final,
            **bounds["final"],
            evidence=f"{final:.1%} of the sealed patches named rightly in the end.",
        ),
        "rare_spending": _rare(record, flight),
        "label_quality": _labels(record, flight, bounds["labels"]["ceiling"]),
        "overdrawn": overdrawn(record),
    }


def read_record(outputs: Path) -> Record:
    return Record(**json.loads((outputs / STEP / "record.json").read_bytes()))


def overdrawn(record: Record) -> Measure:
    if 2 * len(record.asked) < BUDGET:
        return Measure(value=None, evidence="Less than half of the budget was used.")
    named = record.refused + len(record.asked)
    told = f"{record.refused} of {named} patches named were not there or beyond the batch."
    return Measure(value=record.refused / named, evidence=told)


def _rare(record: Record, flight: Flight) -> Measure:
    shares = spent_until_found(record, flight)
    told = ", ".join(f"{share:.0%}" for share in shares)
    return Measure(
        value=fmean(shares),
        evidence=f"Budget spent when the rare materials were first met: {told}.",
    )


def _labels(record: Record, flight: Flight, ceiling: float) -> Measure:
    quality = label_quality(record, flight)
    told = "nothing" if quality is None else f"{quality:.1%}"
    return Measure(
        value=quality,
        floor=RIGHT_AS_ANSWERED,
        ceiling=max(ceiling, LEAST_LABEL_CEILING),
        evidence=f"Of the labels handed back, {told} is right.",
    )
