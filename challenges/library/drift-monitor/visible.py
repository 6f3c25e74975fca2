"""Before hand-in: does the monitor answer as agreed, and does it find the labelled month's drifts?"""

from pathlib import Path

from grade import STEP, read_answers, read_truth
from grader.alerts import delays, share_alerted, split_batches
from grader.flights import COLUMNS
from packkit import Finding, InvalidOutput, step_usage

SECONDS_PER_BATCH = 0.25
KNOWN = set(COLUMNS)


def check(case: Path, outputs: Path) -> list[Finding]:
    truth = read_truth(case)
    answers = read_answers(outputs, len(truth.rows))
    strange = sorted({name for one in answers for name in one["columns"] or ()} - KNOWN)
    if strange:
        raise InvalidOutput(f"An answer names a column that does not exist: {strange[0][:40]!r}.")
    alerts = [answer["alert"] for answer in answers]
    waits = delays(answers, truth.episodes)
    found = sum(wait < one.length for wait, one in zip(waits, truth.episodes, strict=True))
    ordinary, seasonal = split_batches(truth.rows, truth.episodes)
    slowest = max(step_usage(outputs, STEP).answer_seconds, default=0.0)
    return [
        _finding("answers", "Every batch is answered", True, f"{len(answers)} answers.", len(answers), "batches"),
        _finding(
            "speed",
            "Answers come in time",
            slowest <= SECONDS_PER_BATCH,
            f"The slowest answer took {slowest:.3f} s; {SECONDS_PER_BATCH} s is comfortable.",
            slowest,
            "s",
        ),
        _finding(
            "found",
            "Drifts found in the practice stream",
            None,
            f"{found} of {len(waits)}. The hidden streams have other drifts.",
            found,
            "drifts",
        ),
        _rate("ordinary", "Alerts in ordinary batches without drift", alerts, ordinary),
        _rate("seasonal", "Alerts in holiday and storm batches without drift", alerts, seasonal),
    ]


def _rate(name: str, title: str, alerts: list[bool], positions: list[int]) -> Finding:
    rate = share_alerted(alerts, positions)
    told = f"Alert in {rate:.1%} of {len(positions)} such batches."
    return _finding(name, title, None, told, rate, "share")


def _finding(name, title, passed, message, value, unit) -> Finding:
    return Finding(
        name=name, title=title, passed=passed, message=message, value=float(value), unit=unit
    )
