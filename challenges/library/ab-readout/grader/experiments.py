"""Experiments: who was assigned to what, what it did to their orders, and what went wrong."""

from dataclasses import dataclass, replace

import numpy as np
from grader.shoppers import Shoppers, draw_shoppers

COUNT = 24
STORES = 60
SPLITS = (0.4, 0.35, 0.35, 0.3, 0.3)
NORMAL = 1.959964


@dataclass(frozen=True)
class Plan:
    """`lift`: relative change of revenue per user. `basket`: of the amount of an order."""

    unit: str  # "user" or "store"
    share: float  # of the units that are to be treated
    users: int
    lift: float
    basket: float
    broken: bool
    scale: float


@dataclass(frozen=True)
class Experiment:
    plan: Plan
    shoppers: Shoppers
    treated: np.ndarray
    store: np.ndarray
    effect: float  # true difference in revenue per user, EUR
    ideal_width: float


def draw_plans(rng: np.random.Generator) -> list[Plan]:
    """Of 24: seven help, five harm, twelve do nothing, of which five shift baskets; five are broken."""
    lifts = [*rng.uniform(0.7, 0.85, 7), *-rng.uniform(0.4, 0.55, 5), *np.zeros(12)]
    baskets = [*rng.uniform(-0.1, 0.1, 12), *rng.uniform(0.3, 0.45, 5), *np.zeros(7)]
    broken = np.zeros(COUNT, bool)
    broken[rng.choice(np.r_[0:7], 1)] = True
    broken[rng.choice(np.r_[7:12], 1)] = True
    broken[rng.choice(np.r_[12:COUNT], 3, replace=False)] = True
    by_store = np.zeros(COUNT, bool)
    by_store[rng.choice(np.flatnonzero(~broken), 7, replace=False)] = True
    return [
        Plan(
            unit="store" if by_store[place] else "user",
            share=0.5 if by_store[place] else float(rng.choice(SPLITS)),
            users=int(rng.integers(2400, 3000) if by_store[place] else rng.integers(1900, 2500)),
            lift=float(lifts[place] * (1.5 if by_store[place] and lifts[place] else 1.0)),
            basket=float(baskets[place]),
            broken=bool(broken[place]),
            scale=float(rng.lognormal(0, 0.3)),
        )
        for place in rng.permutation(COUNT)
    ]


def run_experiment(plan: Plan, pool: Shoppers, rng: np.random.Generator) -> Experiment:
    shoppers = draw_shoppers(pool, plan.users, rng)
    shoppers = replace(
        shoppers, before=shoppers.before * plan.scale, amount=shoppers.amount * plan.scale
    )
    if plan.unit == "store":
        shares = rng.dirichlet(np.full(STORES, 8.0))
        store = rng.choice(STORES, plan.users, p=shares)
        fortune = rng.lognormal(-0.045, 0.3, STORES)[store]
        shoppers = replace(
            shoppers,
            before=shoppers.before * fortune,
            amount=shoppers.amount * fortune[shoppers.owner],
        )
        lot = np.zeros(STORES, bool)
        lot[rng.permutation(STORES)[: STORES // 2]] = True
        treated = lot[store]
    else:
        store = rng.integers(0, STORES, plan.users)
        treated = rng.random(plan.users) < plan.share
    changed = with_effect(shoppers, treated, plan, rng)
    kept = not_lost(changed, treated, rng) if plan.broken else np.ones(plan.users, bool)
    seen = only(changed, kept)
    return Experiment(
        plan=plan,
        shoppers=seen,
        treated=treated[kept],
        store=store[kept],
        effect=plan.lift * float(pool.revenue().mean()) * plan.scale,
        ideal_width=ideal_width(seen, treated[kept], store[kept], plan.unit),
    )


def with_effect(
    shoppers: Shoppers, treated: np.ndarray, plan: Plan, rng: np.random.Generator
) -> Shoppers:
    """Treated users' orders change in number, by thinning or repeating, and in amount."""
    number = (1 + plan.lift) / (1 + plan.basket)
    touched = treated[shoppers.owner]
    whole, rest = int(number), number - int(number)
    copies = np.where(touched, whole + (rng.random(len(touched)) < rest), 1)
    basket = np.where(touched, 1 + plan.basket, 1.0)
    return replace(
        shoppers,
        owner=np.repeat(shoppers.owner, copies),
        day=np.repeat(shoppers.day, copies),
        amount=np.repeat(shoppers.amount * basket, copies),
    )


def not_lost(shoppers: Shoppers, treated: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A tracking fault: many treated users without an order never reach the table."""
    quiet = shoppers.revenue() == 0
    return ~(treated & quiet & (rng.random(shoppers.size) < rng.uniform(0.55, 0.7)))


def only(shoppers: Shoppers, kept: np.ndarray) -> Shoppers:
    place = np.cumsum(kept) - 1
    theirs = kept[shoppers.owner]
    return Shoppers(
        before=shoppers.before[kept],
        owner=place[shoppers.owner[theirs]],
        day=shoppers.day[theirs],
        amount=shoppers.amount[theirs],
    )


def ideal_width(shoppers: Shoppers, treated: np.ndarray, store: np.ndarray, unit: str) -> float:
    """Of the 95 % interval, with spend before as a covariate and the unit that was drawn."""
    revenue = shoppers.revenue()
    slope = np.cov(revenue, shoppers.before)[0, 1] / shoppers.before.var(ddof=1)
    rest = revenue - slope * (shoppers.before - shoppers.before.mean())
    if unit == "user":
        parts = [rest[arm].var(ddof=1) / arm.sum() for arm in (treated, ~treated)]
        return 2 * NORMAL * float(np.sqrt(sum(parts)))
    parts = []
    for arm in (treated, ~treated):
        gaps = np.bincount(store[arm], rest[arm] - rest[arm].mean(), minlength=STORES)
        used = len(np.unique(store[arm]))
        parts.append((gaps**2).sum() * used / (used - 1) / arm.sum() ** 2)
    return 2 * 2.0 * float(np.sqrt(sum(parts)))
