"""How the quotes are divided among the client's phases, and what their latencies say."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

CAREFUL, BESIDE, WINDOW, WINDOWS = 27, 8, 50, 2
LIMIT_SECONDS = 1.0  # what a quote that is not answered, or wrongly, counts at least
PERCENTILES = (50, 95, 99)
GOOD_SECONDS = {50: 0.02, 95: 0.08, 99: 0.2}  # the ceilings of the manifest
HOPELESS_SECONDS = 0.5  # of the median: no hiccup
TOLERANCE = 1e-4  # of a probability

Answer = Mapping[str, Any]


def percentile(seconds: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent do not exceed."""
    return sorted(seconds)[math.ceil(len(seconds) * percent / 100) - 1]


def is_right(answer: Answer, due: Mapping[str, float]) -> bool:
    told = answer["probability"]
    return told is not None and abs(told - due[answer["id"]]) <= TOLERANCE


def is_decided(window: Sequence[Answer]) -> bool:
    """Whether it was as fast as it can count, or hopeless. Right or wrong is not judged here."""
    seconds = [_seconds(answer, is_answer=answer["probability"] is not None) for answer in window]
    is_good = all(percentile(seconds, one) <= GOOD_SECONDS[one] for one in PERCENTILES)
    return is_good or percentile(seconds, 50) >= HOPELESS_SECONDS


def latency(windows: Sequence[Sequence[Answer]], due: Mapping[str, float], percent: int) -> float:
    """In seconds, in the better window: a machine has hiccups that are not the candidate's."""
    return min(
        percentile([_seconds(one, is_answer=is_right(one, due)) for one in window], percent)
        for window in windows
    )


def _seconds(answer: Answer, *, is_answer: bool) -> float:
    seconds: float = answer["seconds"]
    return seconds if is_answer else max(seconds, LIMIT_SECONDS)
