"""Before hand-in: whether all pairs are decided, and what the practice week would have cost."""

from pathlib import Path

from grade import grade, read_decisions, read_truth
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    truth = read_truth(case)
    decided = read_decisions(outputs, truth)
    fitting = {"gate": ("promote", "keep"), "watch": ("stay", "rollback")}
    strange = [row["pair"] for row in truth if decided[row["pair"]] not in fitting[row["kind"]]]
    measures = grade(case, outputs)
    return [
        Finding(
            name="complete",
            title="Every pair has a decision of its kind",
            passed=not strange,
            message=f"{strange[0]} has a decision of the other kind."
            if strange
            else f"{len(truth)} pairs are decided.",
            value=float(len(truth) - len(strange)),
            unit="pairs",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"In the practice week. {measures[name].evidence}",
                value=measures[name].value,
                unit="share",
            )
            for name, title in (
                ("decision_regret", "Lost by wrong decisions"),
                ("gains_taken", "Good challengers promoted"),
                ("rollback_accuracy", "Rollbacks decided rightly"),
            )
        ],
    ]
