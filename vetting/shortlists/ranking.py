"""From composites with their errors to ranks, rank intervals and bands. Pure arithmetic.

A composite is (1 - w) * automated + w * rubric. Composites are taken as normal and independent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

import numpy as np

from vetting.reviews.estimates import Estimate, weighted_mean

DRAWS = 2000
SEED = 20_260  # fixed: the same scores give the same intervals on every page


@dataclass(frozen=True, slots=True)
class Place:
    rank: int  # 1 is best; equal composites share a rank
    rank_interval: tuple[int, int]
    band: int  # 1 is best; members of a band cannot be told apart


def composite(
    *, automated: Estimate | None, rubric: Estimate | None, rubric_weight: float
) -> Estimate | None:
    """Combine both halves; None where a half that counts is missing. Nothing is imputed."""
    halves = [(automated, 1 - rubric_weight), (rubric, rubric_weight)]
    counting = [(half, weight) for half, weight in halves if weight > 0]
    present = [(half, weight) for half, weight in counting if half is not None]
    return weighted_mean(present) if len(present) == len(counting) else None


def probability_of_order(better: Estimate, worse: Estimate) -> float:
    """Return the probability that `better` is truly the higher one: Phi(difference / its error)."""
    difference = better.value - worse.value
    error = float(np.hypot(better.error, worse.error))
    if error == 0:
        return 0.5 if difference == 0 else float(difference > 0)
    return NormalDist().cdf(difference / error)


def places(composites: Sequence[Estimate], *, confidence: float) -> list[Place]:
    """Place each composite; the result is in the order of the input.

    Two neighbours in rank share a band where the probability that their order is right is below
    `confidence`. Rank intervals are the central share of `confidence` of simulated ranks.
    """
    if not composites:
        return []
    values = np.array([one.value for one in composites])
    ranks = [int(np.count_nonzero(values > value)) + 1 for value in values]
    intervals = _rank_intervals(composites, confidence)
    bands = _bands(composites, confidence)
    return [
        Place(rank, (min(low, rank), max(high, rank)), band)
        for rank, (low, high), band in zip(ranks, intervals, bands, strict=True)
    ]


def _rank_intervals(composites: Sequence[Estimate], confidence: float) -> list[tuple[int, int]]:
    values = np.array([one.value for one in composites])
    errors = np.array([one.error for one in composites])
    draws = np.random.default_rng(SEED).normal(values, errors, size=(DRAWS, len(composites)))
    ranks = np.empty(draws.shape, dtype=np.int32)
    order = (-draws).argsort(axis=1)
    np.put_along_axis(ranks, order, np.arange(1, len(composites) + 1, dtype=np.int32)[None], axis=1)
    tail = (1 - confidence) / 2
    low, high = np.quantile(ranks, (tail, 1 - tail), axis=0, method="inverted_cdf")
    return [(int(a), int(b)) for a, b in zip(low, high, strict=True)]


def _bands(composites: Sequence[Estimate], confidence: float) -> list[int]:
    order = sorted(range(len(composites)), key=lambda index: -composites[index].value)
    bands = [1] * len(composites)
    for above, below in pairwise(order):
        sure = probability_of_order(composites[above], composites[below]) >= confidence
        bands[below] = bands[above] + sure
    return bands
