"""Scores with their standard errors, and how they combine. Pure arithmetic, all on [0, 1]."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist, fmean

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 5

# Before an opening's own raters have shown how far they differ, we assume 0.6 of a level, which
# is 0.15 of the scale, with the weight of four observed differences.
ASSUMED_DEVIATION = 0.15
ASSUMED_FREEDOM = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float
    error: float  # standard error of value

    def interval(self, confidence: float) -> tuple[float, float]:
        """Return the central normal interval, cut to [0, 1]."""
        reach = NormalDist().inv_cdf((1 + confidence) / 2) * self.error
        return max(0.0, self.value - reach), min(1.0, self.value + reach)


def weighted_mean(parts: Sequence[tuple[Estimate, float]]) -> Estimate:
    """Mean of independent estimates; variances add with the squares of their weights."""
    total = math.fsum(weight for _, weight in parts)
    value = math.fsum(part.value * weight for part, weight in parts) / total
    error = math.sqrt(math.fsum((part.error * weight) ** 2 for part, weight in parts)) / total
    return Estimate(value, error)


def scorecard_score(levels: Iterable[tuple[int | None, float]]) -> float | None:
    """Weighted mean of (level - 1) / 4. "Not observed" (None) is left out, never a zero."""
    observed = [(level, weight) for level, weight in levels if level is not None]
    if not observed:
        return None
    span = HIGHEST_LEVEL - LOWEST_LEVEL
    total = math.fsum(weight for _, weight in observed)
    return math.fsum((level - LOWEST_LEVEL) / span * weight for level, weight in observed) / total


def rater_variance(groups: Iterable[Sequence[float]]) -> float:
    """Variance between raters of one application, pooled over applications.

    Each group holds the scorecards' scores of one application. The assumption above joins as if
    it had been observed, so that two raters who happen to agree are not taken for certain.
    """
    squares = ASSUMED_FREEDOM * ASSUMED_DEVIATION**2
    freedom = ASSUMED_FREEDOM
    for group in groups:
        mean = fmean(group)
        squares += math.fsum((score - mean) ** 2 for score in group)
        freedom += len(group) - 1
    return squares / freedom


def rubric_estimate(scores: Sequence[float], *, variance: float) -> Estimate:
    return Estimate(fmean(scores), math.sqrt(variance / len(scores)))
