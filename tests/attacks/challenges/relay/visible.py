from pathlib import Path

from grade import grade
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    rows = grade(case, outputs)["right_answers"]
    passed = rows.value == 100
    return [Finding(name="all", title="Every answer is right", passed=passed, message=rows.evidence)]
