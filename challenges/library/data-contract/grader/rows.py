"""Single rows that break the contract: each fault is one that a rule of the brief catches."""

from collections.abc import Callable

import numpy as np

from grader.movements import Row, clock, is_cancelled, minutes

Fault = Callable[[Row, np.random.Generator], None]


def _other_delay(row: Row, rng: np.random.Generator) -> None:
    name = str(rng.choice(("dep_delay", "arr_delay")))
    row[name] = str(int(row[name]) + int(rng.choice((-1, 1))) * int(rng.integers(15, 200)))


def _other_clock(row: Row, rng: np.random.Generator) -> None:
    name = str(rng.choice(("dep", "arr")))
    row[name] = clock(minutes(row[name]) + int(rng.integers(30, 700)))


def _no_clock(row: Row, rng: np.random.Generator) -> None:
    row[str(rng.choice(("dep", "arr", "sched_dep")))] = str(rng.choice(("2475", "1290", "-5")))


def _half_cancelled(row: Row, rng: np.random.Generator) -> None:
    row[str(rng.choice(("arr", "air_time", "dep_delay")))] = ""


def _speed(row: Row, rng: np.random.Generator) -> None:
    row["air_time"] = str(int(int(row["air_time"]) * float(rng.choice((0.1, 6)))))


def _distance(row: Row, rng: np.random.Generator) -> None:
    row["distance"] = str(int(int(row["distance"]) * rng.uniform(1.12, 1.3)))


def _no_number(row: Row, rng: np.random.Generator) -> None:
    name = str(rng.choice(("flight", "air_time", "distance")))
    row[name] = str(rng.choice(("N/A", "unknown", "12a", "NaN")))


def _code(row: Row, rng: np.random.Generator) -> None:
    row[str(rng.choice(("dest", "carrier")))] = str(rng.choice(("??", "XXXX", "", "at1")))


FAULTS: tuple[Fault, ...] = (
    _other_delay,
    _other_clock,
    _no_clock,
    _half_cancelled,
    _speed,
    _distance,
    _no_number,
    _code,
)


def spoil(rows: list[Row], count: int, rng: np.random.Generator) -> tuple[list[Row], set[int]]:
    """Break `count` rows, one of them perhaps by repeating another; positions from 0."""
    whole = [at for at, row in enumerate(rows) if not is_cancelled(row)]
    chosen = rng.choice(whole, size=count, replace=False).tolist()
    rows = [dict(row) for row in rows]
    for at in chosen:
        FAULTS[int(rng.integers(len(FAULTS)))](rows[at], rng)
    bad = set(chosen)
    if rng.random() < 0.4:
        twin = int(rng.choice([at for at in whole if at not in bad]))
        rows.append(dict(rows[twin]))
        bad.add(len(rows) - 1)
    return rows, bad
