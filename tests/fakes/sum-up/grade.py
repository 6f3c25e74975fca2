from pathlib import Path

from packkit import InvalidOutput, Measure


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = int((case / "answers" / "sum.txt").read_text())
    return {
        "distance": Measure(
            value=min(abs(read_sum(outputs) - truth), truth),
            floor=truth,
            evidence="Compared with the true sum.",
        )
    }


def read_sum(outputs: Path) -> int:
    told = (outputs / "add" / "sum.txt").read_bytes()[:20].decode("ascii", "replace").strip()
    if not told.isdigit():
        raise InvalidOutput("sum.txt does not hold a whole number.")
    return int(told)
