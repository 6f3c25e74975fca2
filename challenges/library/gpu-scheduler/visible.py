"""Before hand-in: whether every decision was possible, and what the practice trace came to."""

from pathlib import Path

from grade import grade
from grader.trace import play, read_answers
from packkit import Finding

SHOWN = (
    ("weighted_completion", "Points earned, of the most that anybody could", "share"),
    ("hard_deadlines", "Jobs without grace that were ready in time", "share"),
    ("quota_breaches", "Team days over their quota", "share"),
    ("starved_work", "Work of jobs that starved", "share"),
    ("wasted_hours", "GPU hours thrown away by pre-emption", "share"),
    ("replay_agreement", "Hours decided alike in the replay", "share"),
)


def check(case: Path, outputs: Path) -> list[Finding]:
    refused = play(case, read_answers(case, outputs, step="schedule", events="events")).refused
    measures = grade(case, outputs)
    return [
        Finding(
            name="possible",
            title="Every decision was possible",
            passed=not refused,
            message=f"{len(refused)} refused; first {refused[0]}." if refused else "None refused.",
            value=float(len(refused)),
            unit="refused",
        ),
        *[
            Finding(
                name=name,
                title=title,
                passed=None,
                message=f"On the practice trace. {measures[name].evidence}",
                value=measures[name].value,
                unit=unit,
            )
            for name, title, unit in SHOWN
        ],
    ]
