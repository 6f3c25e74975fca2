"""The shop's customers: CDNOW's real purchases, shifted and blurred, with what a CRM knows besides."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import numpy as np

PURCHASES = Path(__file__).parents[1] / "data" / "purchases.csv.gz"
WINDOW_DAYS = 91
RECENT_DAYS = 270

Columns = dict[str, np.ndarray]


def eligible_customers(snapshot: int) -> tuple[Columns, np.ndarray]:
    """Everyone who bought in the nine months before the snapshot, and who did in the quarter after."""
    with gzip.open(PURCHASES, "rt") as lines:
        customer, day, items, cents = np.loadtxt(lines, delimiter=",", skiprows=1, dtype=np.int64).T
    before = day < snapshot
    size = int(customer.max()) + 1

    def total(weights: np.ndarray) -> np.ndarray:
        return np.bincount(customer[before], weights[before], minlength=size)

    last = np.full(size, -1)
    np.maximum.at(last, customer[before], day[before])
    first = np.full(size, snapshot)
    np.minimum.at(first, customer[before], day[before])
    comes_back = np.zeros(size, bool)
    comes_back[customer[(day >= snapshot) & (day < snapshot + WINDOW_DAYS)]] = True
    known = (last >= 0) & (snapshot - last <= RECENT_DAYS)
    columns = {
        "days_since_first_order": (snapshot - first)[known].astype(float),
        "days_since_last_order": (snapshot - last)[known].astype(float),
        "orders": total(np.ones(len(day)))[known],
        "items": total(items.astype(float))[known],
        "spend": total(cents / 100)[known],
    }
    return columns, comes_back[known]


def past_terms(columns: Mapping[str, np.ndarray]) -> np.ndarray:
    silence = np.log1p(columns["days_since_last_order"])
    orders = np.log(columns["orders"])
    pace = columns["days_since_first_order"] / columns["orders"]
    return np.column_stack(
        [
            silence,
            orders,
            np.log1p(columns["spend"]),
            np.log1p(columns["days_since_last_order"] / (pace + 7)),
        ]
    )


def past_risk(columns: Columns, comes_back: np.ndarray) -> np.ndarray:
    """How CDNOW's customers' past foretold their lapse: logistic regression by Newton's method."""
    terms = np.column_stack([np.ones(len(comes_back)), past_terms(columns)])
    weights = np.zeros(terms.shape[1])
    for _ in range(12):
        chance = sigmoid(terms @ weights)
        curvature = (terms * (chance * (1 - chance))[:, None]).T @ terms
        weights += np.linalg.solve(curvature, terms.T @ (~comes_back - chance))
    return weights[1:]


def disguise(pool: Columns, rng: np.random.Generator) -> Columns:
    """Shift and blur the real columns; add what the CRM knows besides."""
    count = len(pool["orders"])
    silence = np.maximum(1, np.rint(pool["days_since_last_order"] + rng.normal(0, 3, count)))
    tenure = np.maximum(silence, np.rint(pool["days_since_first_order"] + rng.normal(0, 6, count)))
    spend = np.round((pool["spend"] + 3) * rng.uniform(0.8, 1.3) * rng.lognormal(0, 0.12, count), 2)
    warmth = 0.6 - 0.25 * standard(np.log1p(silence)) + rng.normal(0, 0.8, count)
    yearly = spend / np.sqrt(tenure / 91) * rng.lognormal(-0.1, 0.35, count)
    return pool | {
        "days_since_first_order": tenure,
        "days_since_last_order": silence,
        "spend": spend,
        "discount_share": np.round(rng.beta(0.8, 1.8, count), 2),
        "newsletter_opens": rng.poisson(np.exp(warmth)).clip(max=12).astype(float),
        "open_complaint": (rng.random(count) < 0.12).astype(float),
        "channel": rng.choice(3, count, p=[0.45, 0.4, 0.15]),
        "margin_if_kept": np.round(np.clip(6 + 0.45 * yearly, 6, 250), 2),
    }


def standard(column: np.ndarray) -> np.ndarray:
    return (column - column.mean()) / column.std()


def sigmoid(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))
