"""Measures a week on duty: value lost, time to the right mitigation, needless acts, causes, false pages."""

import json
from collections import Counter
from pathlib import Path
from statistics import fmean
from typing import Any

from grader.duty import Record, mitigated_share, named_rightly, ticks_to_mitigation
from grader.incidents import Week
from grader.weeks import from_json
from packkit import Measure

STEP = "duty"
LEAST_MITIGATED = 1 / 3
IDLE = "Less than a third of the incidents were mitigated, so there is no restraint to measure."


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    told, record = read_answers(case), read_record(outputs)
    week = from_json(told["week"])
    named = named_rightly(record, week)
    is_idle = mitigated_share(record, week) < LEAST_MITIGATED
    return {
        "value_lost": Measure(
            value=100 * record.lost,
            floor=100 * told["bounds"]["floor"],
            ceiling=100 * told["bounds"]["ceiling"],
            evidence=f"{record.lost:.1%} of the week's value was lost.",
        ),
        "mitigation_ticks": _mitigation(record, week),
        "needless_actions": _needless(record, is_idle=is_idle),
        "root_causes": Measure(
            value=fmean(named),
            evidence=f"The right cause was named for {sum(named)} of {len(named)} incidents.",
        ),
        "false_pages": Measure(
            value=None if is_idle else record.false_pages,
            evidence=IDLE if is_idle else f"{record.false_pages} pages for what needed nobody.",
        ),
    }


def read_answers(case: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((case / "answers" / "week.json").read_text())
    return told


def read_record(outputs: Path) -> Record:
    told = json.loads((outputs / STEP / "record.json").read_bytes())
    mitigated = {int(start): tick for start, tick in told["mitigated"].items()}
    return Record(**{**told, "mitigated": mitigated})


def _mitigation(record: Record, week: Week) -> Measure:
    waits = ticks_to_mitigation(record, week)
    each = ", ".join(f"{one.kind} {w}" for one, w in zip(week.incidents, waits, strict=True))
    return Measure(value=fmean(waits), evidence=f"Ticks until the right action: {each}.")


def _needless(record: Record, *, is_idle: bool) -> Measure:
    if is_idle:
        return Measure(value=None, evidence=IDLE)
    most = ", ".join(f"{name} ({times})" for name, times in Counter(record.needless).most_common(3))
    told = f"{len(record.needless)} actions that nothing called for{': ' if most else ''}{most}."
    return Measure(value=len(record.needless), evidence=told[:500])
