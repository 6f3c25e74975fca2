"""Before hand-in: one practice case, asked by the same client as the hidden ones."""

from collections.abc import Sequence
from pathlib import Path

from grade import STEP, answered, grade, is_refused, read_due, read_log, read_told
from grader.traffic import PERCENTILES, is_right
from packkit import Finding, step_usage


def check(case: Path, outputs: Path) -> list[Finding]:
    measures = grade(case, outputs)
    due, told, log = read_due(case), read_told(outputs), read_log(outputs)
    usage = step_usage(outputs, STEP)
    wrong = [answer["id"] for answer in told["careful"] if not is_right(answer, due)]
    missed = [one["name"] for one in told["bad"] if not is_refused(one)]
    beside = [answer["id"] for answer in told["beside"] if not is_right(answer, due)]
    lost = [answer["id"] for answer in answered(told) if answer["id"] not in log]
    return [
        _count("careful", "Careful quotes answered as the offline model does", wrong),
        _count("bad", "Bad requests refused with 4xx", missed),
        _count("beside", "Quotes answered while other callers dawdle", beside),
        _count("log", "Answers that are in the log", lost),
        *(
            Finding(
                name=f"p{one}_ms",
                title=f"Latency under load, percentile {one}",
                passed=None,
                message=measures[f"p{one}_ms"].evidence,
                value=measures[f"p{one}_ms"].value,
                unit="ms",
            )
            for one in PERCENTILES
        ),
        Finding(
            name="start",
            title="Time until ready",
            passed=None,
            message=measures["cold_start"].evidence,
            value=usage.ready_seconds,
            unit="s",
        ),
        Finding(
            name="stop",
            title="Stops with exit code 0 when asked to",
            passed=measures["clean_stop"].value == 1,
            message=measures["clean_stop"].evidence,
        ),
    ]


def _count(name: str, title: str, faults: Sequence[str]) -> Finding:
    shown = ", ".join(faults[:3])
    told = f"{len(faults)} not: {shown}." if faults else "All of them."
    return Finding(name=name, title=title, passed=not faults, message=told)
