from pathlib import Path

from grade import grade
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    rows = grade(case, outputs)["right_answers"]
    return [
        Finding(
            name="right_answers",
            title="Every caller is answered rightly",
            passed=rows.value == 100,
            message=rows.evidence,
        )
    ]
