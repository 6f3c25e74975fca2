"""Before hand-in: the two practice nights, and what they measure."""

from pathlib import Path

from grade import grade
from packkit import Finding

TITLES = {
    "records_lost": ("Records missing or outdated", "share"),
    "records_surplus": ("Records that should not be there", "share"),
    "rerun_changes": ("Files that a second run changes", "files"),
    "work_repeated": ("Deliveries fetched again after the kill", "share"),
    "late_merged": ("Late records in their places", "share"),
    "failure_isolated": ("Broken deliveries kept from the sound ones", "share"),
    "manifest_agreement": ("The manifest says what is published", "share"),
}


def check(case: Path, outputs: Path) -> list[Finding]:
    measures = grade(case, outputs)
    return [
        Finding(
            name="readable",
            title="Partitions, manifest and report can be read",
            passed=True,
            message="After each of the three runs.",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"In the practice nights. {measures[name].evidence}",
                value=measures[name].value,
                unit=unit,
            )
            for name, (title, unit) in TITLES.items()
        ],
    ]
