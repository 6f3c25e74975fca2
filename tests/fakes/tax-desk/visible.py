import json
from pathlib import Path

from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    taxes = json.loads((outputs / "desk" / "replies.json").read_bytes())["taxes"]
    answered = sum(tax is not None for tax in taxes)
    return [
        Finding(
            name="answered",
            title="Every question is answered",
            passed=answered == len(taxes),
            message=f"{answered} of {len(taxes)} questions are answered.",
        )
    ]
