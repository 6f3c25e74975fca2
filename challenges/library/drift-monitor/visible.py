"""Before hand-in: does the monitor answer as agreed, what does it find, and what does it imagine."""

from pathlib import Path
from statistics import median

from grade import STEPS, read_answers, read_truth
from grader.alerts import delays, share_alerted, split_batches
from packkit import Finding, step_usage


def check(case: Path, outputs: Path) -> list[Finding]:
    truth = read_truth(case)
    answers = read_answers(outputs, len(truth.rows))
    alerts = [answer["alert"] for answer in answers]
    waits = delays(answers, truth.episodes)
    found = sum(wait < one.length for wait, one in zip(waits, truth.episodes, strict=True))
    ordinary, seasonal = split_batches(truth.rows, truth.episodes)
    seconds = [one for step in STEPS for one in step_usage(outputs, step).answer_seconds]
    return [
        _finding(
            "answers", "Batches answered", f"{len(answers)} answers.", len(answers), "batches"
        ),
        _finding(
            "speed",
            "Typical time for an answer",
            f"{median(seconds) * 1000:.1f} ms.",
            median(seconds) * 1000,
            "ms",
        ),
        _finding(
            "found",
            "Drifts found in the practice stream",
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
    return _finding(name, title, told, rate, "share")


def _finding(name: str, title: str, message: str, value: float, unit: str) -> Finding:
    """Shown for information: nothing here is passed or failed before the hidden streams."""
    return Finding(
        name=name, title=title, passed=None, message=message, value=float(value), unit=unit
    )
