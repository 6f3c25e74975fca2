from pathlib import Path

import packkit
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    rows = packkit.read_csv(
        outputs / "quote" / "quotes.csv", {"id": packkit.text, "price": packkit.number}
    )
    return [
        Finding(
            name="complete",
            title="Every item has a quote",
            passed=len(rows) == 50,
            message=f"{len(rows)} of 50 items are quoted.",
            value=len(rows),
            unit="items",
        )
    ]
