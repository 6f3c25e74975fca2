"""From measured values to scores: pure arithmetic, every result in [0, 1]."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

CAP_BASE = 0.4  # what a submission keeps of its score when a must-not check is lost entirely


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How a value becomes a score: 0 at the floor or worse, 1 at the ceiling or better.

    Lower is better where the ceiling lies below the floor. `step`: 1 from `tolerance` before the
    ceiling on, otherwise 0.
    """

    floor: float
    ceiling: float
    kind: Literal["linear", "log", "step"] = "linear"
    tolerance: float = 0.0

    def score(self, value: float | None) -> float:
        """Nothing measured scores 0. Raises ValueError where floor and ceiling do not differ."""
        if self.floor == self.ceiling:
            raise ValueError("floor and ceiling are equal")
        if value is None:
            return 0.0
        if self.kind == "step":
            return self._step(value)
        if self.kind == "log":
            return self._log(value)
        return _clip((value - self.floor) / (self.ceiling - self.floor))

    def _step(self, value: float) -> float:
        missing = self.ceiling - value if self.ceiling > self.floor else value - self.ceiling
        return 1.0 if missing <= self.tolerance else 0.0

    def _log(self, value: float) -> float:
        if min(self.floor, self.ceiling) <= 0:
            raise ValueError("a log scale needs floor and ceiling above 0")
        if value <= 0:
            return 1.0 if self.ceiling < self.floor else 0.0
        return _clip(math.log(value / self.floor) / math.log(self.ceiling / self.floor))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighted:
    """One check's score in one case."""

    score: float
    weight: float
    must_not: bool
    competency: str


def case_score(checks: Sequence[Weighted]) -> float:
    """Weighted mean, capped at 0.4 plus 0.6 times the lowest must-not score."""
    mean = weighted_mean(checks)
    lowest = min((check.score for check in checks if check.must_not), default=1.0)
    return min(mean, CAP_BASE + (1 - CAP_BASE) * lowest)


def weighted_mean(checks: Sequence[Weighted]) -> float:
    total = sum(check.weight for check in checks)
    return _clip(sum(check.score * check.weight for check in checks) / total)


def competency_scores(checks: Sequence[Weighted]) -> Mapping[str, float]:
    """Weighted mean of the checks of each competency, without any cap."""
    slugs = dict.fromkeys(check.competency for check in checks)
    return {
        slug: weighted_mean([check for check in checks if check.competency == slug])
        for slug in slugs
    }


def mean_and_error(scores: Sequence[float]) -> tuple[float, float]:
    """Mean and its standard error s/√n over independent seeds; 0 where one seed tells nothing."""
    error = stdev(scores) / math.sqrt(len(scores)) if len(scores) > 1 else 0.0
    return fmean(scores), error


def _clip(score: float) -> float:
    return min(1.0, max(0.0, score))
