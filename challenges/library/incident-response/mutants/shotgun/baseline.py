"""What the history says is usual, whatever went wrong in it."""

from collections.abc import Sequence
from statistics import median
from typing import Any

AROUND = 2  # hours to each side


class Baseline:
    """Medians: a week in which one tick in two is ill would be needed to move them far."""

    def __init__(self, history: Sequence[dict[str, Any]]) -> None:
        sound = [one for one in history if _is_sound(one)]
        self.score = median(model["score_mean"] for one in sound for model in one["models"].values())
        self._rates = {}
        for hour in range(24):
            near = [one["accept_rate"] for one in sound if _hours_apart(one["hour"], hour) <= AROUND]
            self._rates[hour] = median(near or [one["accept_rate"] for one in sound])

    def accept_rate(self, hour: int) -> float:
        return self._rates[hour]


def _is_sound(one: dict[str, Any]) -> bool:
    """Rough, and enough for medians: feeds arrive, nothing fails, the cache moves."""
    feeds = one["features"].values()
    return (
        one["error_rate"] < 0.02
        and one["cache"]["hit_rate"] < 0.85
        and all(feed["nulls"] < 0.2 and abs(feed["mean"]) < 2 for feed in feeds)
        and all(feed["age_minutes"] < 100 for feed in feeds)
    )


def _hours_apart(one: int, other: int) -> int:
    return min((one - other) % 24, (other - one) % 24)
