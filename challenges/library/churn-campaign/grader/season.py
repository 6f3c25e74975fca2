"""What nobody is told: how the season changed, on whom the offer works, and how fast buyers return.

Everything acts on the log-odds that a customer lapses, that is, buys nothing for thirteen weeks.
"""

from dataclasses import dataclass, replace

import numpy as np
from grader.customers import Columns, past_terms, sigmoid

WINDOW_WEEKS = 13


@dataclass(frozen=True)
class Season:
    """Effects on the log-odds; `appeal` is the offer's."""

    risk: np.ndarray  # of the measured past (see `past_terms`)
    dormant: float  # further risk beyond four months of silence
    engagement: float  # of newsletter opens
    complaint: float
    spring: float  # intercepts
    autumn: float
    appeal: np.ndarray  # of the offer: base, opens, discount share, complaint, dormancy
    hazard: float  # weekly, among those who come back without an offer


def draw_season(customers: Columns, risk: np.ndarray, rng: np.random.Generator) -> Season:
    blank = Season(
        risk=risk * rng.uniform(0.85, 1.15, len(risk)),
        dormant=rng.uniform(0.3, 0.6),
        engagement=-rng.uniform(0.15, 0.3),
        complaint=rng.uniform(0.3, 0.6),
        spring=0.0,
        autumn=0.0,
        appeal=np.array([-0.35, -0.55, -1.2, 1.1, 0.3]) * rng.uniform(0.85, 1.15, 5),
        hazard=rng.uniform(0.1, 0.15),
    )
    spring_share = rng.uniform(0.50, 0.57)
    autumn_share = spring_share + rng.choice([-1, 1]) * rng.uniform(0.12, 0.19)
    spring = intercept_for(spring_share, lapse_odds(customers, blank, 0.0))
    shift = np.log(autumn_share / (1 - autumn_share)) - np.log(spring_share / (1 - spring_share))
    return replace(blank, spring=spring, autumn=spring + shift)


def lapse_odds(customers: Columns, season: Season, intercept: float) -> np.ndarray:
    """Log-odds of not buying in the window when nobody makes contact."""
    return (
        intercept
        + past_terms(customers) @ season.risk
        + season.dormant * (customers["days_since_last_order"] > 120)
        + season.engagement * standard_opens(customers)
        + season.complaint * customers["open_complaint"]
    )


def offer_effect(customers: Columns, season: Season) -> np.ndarray:
    """What the offer adds to the log-odds; above zero it drives the customer away."""
    base, opens, discount, complaint, dormancy = season.appeal
    return (
        base
        + opens * standard_opens(customers)
        + discount * (customers["discount_share"] - 0.3)
        + complaint * customers["open_complaint"]
        + dormancy * (customers["days_since_last_order"] > 120)
    )


def lapse_chances(campaign: Columns, season: Season) -> tuple[np.ndarray, np.ndarray]:
    odds = lapse_odds(campaign, season, season.autumn)
    return sigmoid(odds), sigmoid(odds + offer_effect(campaign, season))


def intercept_for(share: float, odds: np.ndarray) -> float:
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sigmoid(odds + middle).mean() < share else (low, middle)
    return low


def draw_autumn(
    customers: Columns, season: Season, size: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw rows of customers as autumn has them.

    More of them lapse, or fewer, while those who lapse, and those who stay, look as they did in
    spring: a pure shift of the prior. Hence p(x) is tilted and the log-odds move by a constant.
    """
    spring = sigmoid(lapse_odds(customers, season, season.spring))
    share = spring.mean()
    odds = np.log(share / (1 - share)) + season.autumn - season.spring
    autumn_share = sigmoid(odds)
    tilt = autumn_share * spring / share + (1 - autumn_share) * (1 - spring) / (1 - share)
    return rng.choice(len(spring), size, p=tilt / tilt.sum())


def weeks_to_order(hazard: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """1 to 13: geometric, given that the order comes within the window."""
    within = 1 - (1 - hazard) ** WINDOW_WEEKS
    return (
        np.ceil(np.log1p(-rng.random(len(hazard)) * within) / np.log1p(-hazard))
        .clip(1, WINDOW_WEEKS)
        .astype(int)
    )


def standard_opens(customers: Columns) -> np.ndarray:
    return np.log1p(customers["newsletter_opens"]) - 0.8
