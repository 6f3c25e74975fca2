"""Real shoppers at one moment: what they spent before, and the orders that they placed after."""

import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PURCHASES = Path(__file__).parents[1] / "data" / "purchases.csv.gz"
ACTIVE_DAYS, BEFORE_DAYS, METRIC_DAYS, LOG_DAYS = 120, 90, 60, 80


@dataclass(frozen=True)
class Shoppers:
    before: np.ndarray  # spend in the 90 days before, one per shopper
    owner: np.ndarray  # of each later order: the shopper's place
    day: np.ndarray  # 1 to 80 after the start
    amount: np.ndarray

    @property
    def size(self) -> int:
        return len(self.before)

    def revenue(self) -> np.ndarray:
        """Within the days that count, one per shopper."""
        counts = self.day <= METRIC_DAYS
        return np.bincount(self.owner[counts], self.amount[counts], minlength=self.size)


def read_shoppers(snapshot: int) -> Shoppers:
    """Everybody who bought in the four months before the snapshot (a day since 1 January 1997)."""
    with gzip.open(PURCHASES, "rt") as lines:
        customer, day, _, cents = np.loadtxt(lines, delimiter=",", skiprows=1, dtype=np.int64).T
    amount = np.clip(cents / 100, 0, 150)
    bought = day[:, None] - snapshot
    active = np.unique(customer[(bought[:, 0] < 0) & (bought[:, 0] >= -ACTIVE_DAYS)])
    place = np.full(int(customer.max()) + 1, -1)
    place[active] = np.arange(len(active))
    mine = place[customer] >= 0
    recent = mine & (day < snapshot) & (day >= snapshot - BEFORE_DAYS)
    later = mine & (day >= snapshot) & (day < snapshot + LOG_DAYS) & (amount > 0)
    return Shoppers(
        before=np.bincount(place[customer[recent]], amount[recent], minlength=len(active)),
        owner=place[customer[later]],
        day=day[later] - snapshot + 1,
        amount=amount[later],
    )


def draw_shoppers(shoppers: Shoppers, size: int, rng: np.random.Generator) -> Shoppers:
    """People like these: each is one of them, with blurred amounts and days."""
    chosen = rng.integers(0, shoppers.size, size)
    order = np.argsort(shoppers.owner, kind="stable")
    starts = np.searchsorted(shoppers.owner[order], np.arange(shoppers.size + 1))
    counts = (starts[1:] - starts[:-1])[chosen]
    owner = np.repeat(np.arange(size), counts)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    source = order[starts[chosen[owner]] + within]
    return Shoppers(
        before=shoppers.before[chosen] * rng.lognormal(0, 0.05, size),
        owner=owner,
        day=shoppers.day[source],
        amount=shoppers.amount[source] * rng.lognormal(-0.005, 0.1, len(source)),
    )
