from pathlib import Path

from grade import grade
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    measures = grade(case, outputs)
    rows, total = measures["right_answers"], measures["total_error"]
    return [
        Finding(
            name="right_answers",
            title="Every row is right",
            passed=rows.value == 100,
            message=rows.evidence,
        ),
        Finding(
            name="total_error",
            title="The total is right",
            passed=total.value == 0,
            message=total.evidence,
        ),
    ]
