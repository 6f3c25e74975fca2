"""Before hand-in: one practice game, by the same rules and with the same client as the hidden ones."""

from pathlib import Path

from grade import grade, read_record
from grader.game import BUDGET
from packkit import Finding

TITLES = {
    "learning_area": "Mean accuracy over the rounds",
    "final_accuracy": "Accuracy in the end",
    "rare_spending": "Budget spent until the rare materials are met",
    "label_quality": "Labels handed back that are right",
}


def check(case: Path, outputs: Path) -> list[Finding]:
    record, measures = read_record(outputs), grade(case, outputs)
    shown = [
        Finding(
            name=name,
            title=title,
            passed=None,
            message=measures[name].evidence,
            value=measures[name].value,
            unit="share",
        )
        for name, title in TITLES.items()
    ]
    used = Finding(
        name="budget_used",
        title="Labels bought",
        passed=None,
        message=f"{len(record.asked)} of {BUDGET}, {len(set(record.asked))} different patches.",
        value=len(record.asked),
        unit="labels",
    )
    kept = Finding(
        name="overdrawn",
        title="Every patch named is in the pool and within the batch",
        passed=not record.refused,
        message=measures["overdrawn"].evidence,
    )
    return [*shown, used, kept]
