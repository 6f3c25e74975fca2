"""Before hand-in: whether the verdicts can be read, and how they fare on the practice deliveries."""

from pathlib import Path

from grade import grade, read_truth, read_verdicts
from packkit import Finding

TITLES = {
    "corruption_recall": "Corrupt files rejected",
    "false_rejections": "Sound files rejected",
    "quarantine_f1": "Lines quarantined rightly (F1)",
    "lateness_f1": "Late deliveries named (F1)",
}


def check(case: Path, outputs: Path) -> list[Finding]:
    truth = read_truth(case)
    told = read_verdicts(outputs, truth)
    measures = grade(case, outputs)
    return [
        Finding(
            name="complete",
            title="Every delivery has a verdict",
            passed=True,
            message=f"{len(told.decision)} deliveries are judged.",
            value=float(len(told.decision)),
            unit="deliveries",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"In the practice deliveries. {measures[name].evidence}",
                value=measures[name].value,
                unit="share",
            )
            for name, title in TITLES.items()
        ],
    ]
