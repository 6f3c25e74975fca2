"""The practice regions: can the files be used, and does the promise hold."""

from pathlib import Path

from grade import FOLDERS, auc, read_truth, read_work, rows_of
from packkit import Finding

HONEST_GAP = 0.05


def check(case: Path, outputs: Path) -> list[Finding]:
    shuffled = {
        row["folder"] for row in rows_of(case / "answers" / "folders.csv") if row["shuffled"] == "1"
    }
    works = {folder: read_work(case, outputs, folder) for folder in FOLDERS}
    (real,) = (folder for folder in FOLDERS if folder not in shuffled)
    sealed = auc(works[real].chance, read_truth(case, real).placed)
    gap = abs(works[real].estimate - sealed)
    named = {folder: sum(work.called.values()) for folder, work in works.items()}
    promises = ", ".join(f"{work.estimate:.2f} in {folder}" for folder, work in works.items())
    return [
        Finding(
            name="files",
            title="All files can be used",
            passed=True,
            message=", ".join(f"{count} leaks named in {folder}" for folder, count in named.items())
            + ".",
        ),
        Finding(
            name="sealed_auc",
            title="Area under the curve on sealed cases, where there is something to be known",
            passed=None,
            message="The supplier promised 0.93.",
            value=sealed,
            unit="AUC",
        ),
        Finding(
            name="estimate_error",
            title="The promise there holds",
            passed=gap <= HONEST_GAP,
            message=f"It is off by {gap:.2f}.",
            value=gap,
            unit="AUC",
        ),
        Finding(
            name="promises",
            title="What is promised",
            passed=None,
            message=f"You promise {promises}. In one of them a coin does as well.",
        ),
    ]
