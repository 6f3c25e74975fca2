from pathlib import Path

from grade import read_sum
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    total = read_sum(outputs)
    return [Finding(name="whole", title="A whole number", passed=True, message=f"{total}")]
