"""Last year's decisions: whom the old screen invited, and the log as it was kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import numpy as np
from grader.people import GROUPS, Columns, penalty, sigmoid

SIZE = 10_000
TRADES = ("driver", "carer", "cook", "clerk", "welder", "planner")
SPELLINGS = {
    "male": ("male", "Male", "m", "M "),
    "female": ("female", "Female", "f", "F "),
    "yes": ("yes", "Yes", "y"),
    "no": ("no", "No", "n"),
}
Burdens = dict[tuple[str, str], float]


def draw_burdens(rng: np.random.Generator) -> Burdens:
    """Whom the old screen held back: two or three groups, any but the reference and the tiny one."""
    open_to = [
        ("sex", "female"),
        ("disability", "yes"),
        ("age_band", "55-66"),
        ("age_band", "18-29"),
    ]
    open_to += [("origin", "black"), ("origin", "asian")]
    chosen = rng.choice(len(open_to), int(rng.integers(2, 4)), replace=False)
    strength = {"origin": 1.25, "disability": 1.1, "sex": 0.7, "age_band": 0.75}
    return {open_to[i]: strength[open_to[i][0]] * rng.uniform(0.95, 1.15) for i in chosen}


def decide(
    people: Columns, burdens: Burdens, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Trade applied for and whether invited.

    Trades differ in how hard they are to get into, and groups in which trades they apply for:
    raw rates differ between groups that nobody held back.
    """
    size = len(people["age"])
    strictness = rng.permutation(np.linspace(-1.3, 1.0, len(TRADES)))
    taste = np.zeros((size, len(TRADES)))
    for attribute, groups in GROUPS.items():
        for group in groups:
            if (attribute, group) not in burdens:
                pull = rng.choice([-1, 1]) * rng.uniform(0.3, 0.7) * standard_of(strictness)
                taste[people[attribute] == group] += pull
    shares = np.exp(taste)
    shares /= shares.sum(axis=1, keepdims=True)
    trade = (
        (rng.random(size)[:, None] > shares.cumsum(axis=1)).sum(axis=1).clip(max=len(TRADES) - 1)
    )
    odds = 0.2 - strictness[trade] - penalty(people, burdens)
    return trade, rng.random(size) < sigmoid(odds)


def standard_of(values: np.ndarray) -> np.ndarray:
    return (values - values.mean()) / values.std() * 1.6


def log_rows(
    people: Columns, trade: np.ndarray, invited: np.ndarray, rng: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    """The log's lines: repeated and withdrawn applications, and every clerk's own spelling."""
    size = len(trade)
    numbers = rng.permutation(np.arange(100_000, 1_000_000, 13))[: 2 * size]
    start = datetime(2024, 1, 8, 9, 0)  # noqa: DTZ001, local time by contract
    lines = []
    for person in range(size):
        minute = int(rng.integers(20_000, 480_000))
        who = f"P{numbers[person]}"
        traits = [
            spelled(people["sex"][person], rng),
            str(people["origin"][person]),
            int(people["age"][person]),
            spelled(people["disability"][person], rng),
        ]
        final = "invited" if invited[person] else "declined"
        histories = [(minute, final)]
        if rng.random() < 0.12:  # applied before, for the same trade
            histories.append(
                (
                    minute - int(rng.integers(1000, 19_000)),
                    str(rng.choice(["declined", "invited"], p=[0.8, 0.2])),
                )
            )
        if rng.random() < 0.06:  # and once more, but withdrew
            histories.append((minute + int(rng.integers(500, 9_000)), "withdrawn"))
        for at, status in histories:
            lines.append(
                (
                    who,
                    (start + timedelta(minutes=at)).isoformat(),
                    TRADES[trade[person]],
                    *traits,
                    status,
                )
            )
    order = rng.permutation(len(lines))
    names = rng.permutation(np.arange(1_000_000, 9_000_000, 37))[: len(lines)]
    for place, name in zip(order, names, strict=True):
        yield (f"A{name}", *lines[place])


def spelled(value: str, rng: np.random.Generator) -> str:
    ways = SPELLINGS[value]
    return ways[int(rng.choice(len(ways), p=[0.7] + [0.3 / (len(ways) - 1)] * (len(ways) - 1)))]
