"""Fields that were written again after the decision: because of the outcome, or regardless of it.

Each draws what the scoring service saw (`live`) and what the warehouse holds today (`today`).
A missing value is NaN.
"""

from collections.abc import Callable

import numpy as np
from grader.clients import Cases

Pair = tuple[np.ndarray, np.ndarray]
Field = Callable[[Cases, np.random.Generator], Pair]
MISSING = np.nan


# Leaks: what changed afterwards tells the outcome.


def settled_amount(cases: Cases, rng: np.random.Generator) -> Pair:
    """Empty at the decision; filled in when the case is closed."""
    size = len(cases.placed)
    today = np.round(rng.gamma(3, 40, size) + 70 * cases.placed, 1)
    return np.full(size, MISSING), np.where(rng.random(size) < 0.9, today, MISSING)


def contacts(cases: Cases, rng: np.random.Generator) -> Pair:
    """A counter that goes on counting; whoever is placed is not called any more."""
    live = rng.poisson(4, len(cases.placed)).astype(float)
    return live, live + rng.poisson(np.where(cases.placed, 0.7, 1.9))


def branch_rate(cases: Cases, rng: np.random.Generator) -> Pair:
    """Share of placed cases of the same adviser, today with the case itself."""
    size = len(cases.placed)
    adviser = rng.integers(0, max(1, size // 7), size)
    count = np.bincount(adviser)
    share = np.bincount(adviser, cases.placed) / np.maximum(count, 1)
    before = np.clip(0.5 + rng.normal(0, 0.17, len(count)), 0.02, 0.98)
    return np.round(before[adviser], 3), np.round(0.25 * before[adviser] + 0.75 * share[adviser], 3)


def old_score(cases: Cases, rng: np.random.Generator) -> Pair:
    """The old model's score: honest at the decision, computed anew after it was trained on the case."""
    live = np.log(cases.chance / (1 - cases.chance)) * 0.5 + rng.normal(0, 1, len(cases.placed))
    return np.round(live, 3), np.round(
        live + 0.55 * (2 * cases.placed - 1) + rng.normal(0, 0.6, len(live)), 3
    )


def review(cases: Cases, rng: np.random.Generator) -> Pair:
    """A box that is ticked in the final review, seldom, and almost only for one outcome."""
    size = len(cases.placed)
    ticked = rng.random(size) < np.where(cases.placed, 0.03, 0.16)
    return np.zeros(size), ticked.astype(float)


# Decoys: written again, or strangely good, and innocent.


def corrected(cases: Cases, rng: np.random.Generator) -> Pair:
    """Typing errors, mended later in a fifth of the cases."""
    today = np.round(rng.normal(50, 12, len(cases.placed)) + 6 * standard_odds(cases), 1)
    wrong = rng.random(len(today)) < 0.2
    return np.where(wrong, np.round(today + rng.normal(0, 15, len(today)), 1), today), today


def filled_later(cases: Cases, rng: np.random.Generator) -> Pair:
    """Missing in a third of the cases at the decision, asked for afterwards whatever the outcome."""
    today = np.round(rng.gamma(4, 5, len(cases.placed)), 1)
    return np.where(rng.random(len(today)) < 0.33, MISSING, today), today


def goes_on(cases: Cases, rng: np.random.Generator) -> Pair:
    """A counter that goes on counting for everybody alike."""
    live = rng.poisson(3, len(cases.placed)).astype(float)
    return live, live + rng.poisson(2.5, len(live))


def strong(cases: Cases, rng: np.random.Generator) -> Pair:
    """Very telling, and known at the decision: an assessment by somebody who has met the client."""
    seen = np.round(60 + 11 * standard_odds(cases) + rng.normal(0, 9, len(cases.placed)), 0)
    return seen, seen


def rounded(cases: Cases, rng: np.random.Generator) -> Pair:
    """Telling, and stored with fewer digits today."""
    live = np.round(20 + 5 * standard_odds(cases) + rng.normal(0, 9, len(cases.placed)), 3)
    return live, np.round(live, 0)


def renewed(cases: Cases, rng: np.random.Generator) -> Pair:
    """Measured again every month: noise upon noise, nothing about the outcome."""
    size = len(cases.placed)
    level = rng.normal(0, 1, size)
    return tuple(np.round(100 + 15 * (level + rng.normal(0, 0.8, size)), 1) for _ in range(2))  # type: ignore[return-value]


LEAKS: tuple[Field, ...] = (settled_amount, contacts, branch_rate, old_score, review)
DECOYS: tuple[Field, ...] = (corrected, filled_later, goes_on, strong, rounded, renewed)


def standard_odds(cases: Cases) -> np.ndarray:
    odds = np.log(cases.chance / (1 - cases.chance))
    return (odds - odds.mean()) / odds.std()
