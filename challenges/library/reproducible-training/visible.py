"""Before hand-in: three practice runs, what they have in common, and what the record says."""

from pathlib import Path

from grade import grade
from packkit import Finding

TITLES = {
    "predictions_differ": ("Predictions that differ between runs", "share"),
    "record_differs": ("Report and lineage that differ between runs", "files"),
    "claim_beyond": ("Promised beyond what is reached", "share"),
    "model_error": ("Error on the new hours", "bicycles"),
    "lineage_right": ("Lineage entries that are right", "share"),
    "lock_agreement": ("Lock agrees with what is installed", "share"),
}


def check(case: Path, outputs: Path) -> list[Finding]:
    measures = grade(case, outputs)
    return [
        Finding(
            name="readable",
            title="The run's folder can be read",
            passed=True,
            message="After each of the three runs.",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"In the practice case. {measures[name].evidence}",
                value=measures[name].value,
                unit=unit,
            )
            for name, (title, unit) in TITLES.items()
        ],
    ]
