"""Drift that we inject: when it begins, what kind it is, which columns it hits, how strongly."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader.flights import NUMBERS, Rows
from grader.stream import WEEK, Batch

LENGTH = (22, 26)  # batches
RECOVERY = 8  # batches after an episode in which an alert is not held against anybody
GAP = 14  # calm batches before, between and after episodes, at least
RAMP = 4  # batches until a shift has its full size
UNITS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "distance": lambda miles: miles * 1.609,
    "air_time": lambda minutes: minutes / 60,
    "dep_delay": lambda minutes: minutes * 60,
    "temp": lambda fahrenheit: (fahrenheit - 32) / 1.8,
    "wind_speed": lambda miles_per_hour: miles_per_hour * 0.447,
    "pressure": lambda millibar: millibar * 0.02953,
}
FEEDS = (("temp", "wind_speed"), ("temp", "wind_speed", "pressure"), ("seats",), ("air_time",))
SCALED = ("distance", "air_time", "seats")
Change = Callable[[Rows, float, np.random.Generator], Rows]  # rows, strength 0..1, rng
Made = tuple[tuple[str, ...], Change]
KINDS = ("shift", "scale", "mix", "missing", "unit")


@dataclass(frozen=True)
class Episode:
    """Batches [start, end) of a stream, by position, in which `columns` drift."""

    start: int
    end: int
    kind: str
    columns: tuple[str, ...]
    change: Change


def place(
    batches: list[Batch], rng: np.random.Generator, kinds: tuple[str, ...], holiday_weeks: set[int]
) -> list[Episode]:
    """One episode of each kind, in random order, apart from each other and from holiday weeks."""
    while True:
        spans = _spans(len(batches), len(kinds), rng)
        if not any(_touches(span, week) for span in spans for week in holiday_weeks):
            break
    order = rng.permutation(list(kinds)).tolist()
    return [
        Episode(start, end, kind, *_MAKERS[kind](batches, rng))
        for (start, end), kind in zip(spans, order, strict=True)
    ]


def _spans(length: int, count: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    lengths = rng.integers(LENGTH[0], LENGTH[1] + 1, count)
    spare = length - int(lengths.sum()) - GAP * (count + 1)
    breaks = np.sort(rng.integers(0, spare + 1, count))
    ends_before = np.r_[0, np.cumsum(lengths)[:-1]]
    starts = breaks + ends_before + GAP * np.arange(1, count + 1)
    return [(int(start), int(start + size)) for start, size in zip(starts, lengths, strict=True)]


def inject(batches: list[Batch], episodes: list[Episode], rng: np.random.Generator) -> list[Batch]:
    changed = list(batches)
    for episode in episodes:
        for position in range(episode.start, episode.end):
            ramp = RAMP if episode.kind == "shift" else 1
            strength = min(1.0, (position - episode.start + 1) / ramp)
            batch = changed[position]
            rows = episode.change(dict(batch.rows), strength, rng)
            changed[position] = Batch(
                batch.number, batch.weekday, batch.shift, batch.holiday, batch.storm, rows
            )
    return changed


def _touches(span: tuple[int, int], week: int) -> bool:
    """Whether an episode, or the calm that must surround it, lies in that week."""
    return span[0] < (week + 1) * WEEK + 4 and week * WEEK < span[1] + RECOVERY


def _shift(batches: list[Batch], rng: np.random.Generator) -> Made:
    columns = tuple(rng.choice(NUMBERS, size=int(rng.integers(1, 3)), replace=False).tolist())
    # In units of how much a column's mean differs between batches anyway: equally hard to see.
    sizes = {name: _wobble(batches, name) * rng.uniform(2.7, 3.0) for name in columns}
    signs = {name: rng.choice((-1, 1)) if name != "dep_delay" else 1 for name in columns}

    def change(rows: Rows, strength: float, _: np.random.Generator) -> Rows:
        for name in columns:
            rows[name] = rows[name] + strength * signs[name] * sizes[name]
        return rows

    return columns, change


def _scale(_: list[Batch], rng: np.random.Generator) -> Made:
    column = str(rng.choice(SCALED))
    factor = rng.uniform(0.35, 0.45) if rng.random() < 0.5 else rng.uniform(2.0, 2.4)

    def change(rows: Rows, _strength: float, _rng: np.random.Generator) -> Rows:
        middle = np.nanmean(rows[column])
        rows[column] = middle + (rows[column] - middle) * factor
        return rows

    return (column,), change


def _mix(batches: list[Batch], rng: np.random.Generator) -> Made:
    column = str(rng.choice(("origin", "carrier")))
    seen = np.concatenate([batch.rows[column] for batch in batches])
    names, counts = np.unique(seen, return_counts=True)
    grown = str(rng.choice(names[counts > 0.02 * len(seen)]))
    share = rng.uniform(0.36, 0.44)

    def change(rows: Rows, _strength: float, draw: np.random.Generator) -> Rows:
        hit = draw.random(len(rows[column])) < share
        rows[column] = np.where(hit, grown, rows[column])
        return rows

    return (column,), change


def _missing(_: list[Batch], rng: np.random.Generator) -> Made:
    columns = FEEDS[int(rng.integers(len(FEEDS)))]
    share = rng.uniform(0.3, 0.4)

    def change(rows: Rows, _strength: float, draw: np.random.Generator) -> Rows:
        hit = draw.random(len(rows[columns[0]])) < share
        for name in columns:
            rows[name] = np.where(hit, np.nan, rows[name])
        return rows

    return columns, change


def _unit(_: list[Batch], rng: np.random.Generator) -> Made:
    columns = tuple(rng.choice(list(UNITS), size=int(rng.integers(1, 3)), replace=False).tolist())

    def change(rows: Rows, _strength: float, _rng: np.random.Generator) -> Rows:
        for name in columns:
            rows[name] = UNITS[name](rows[name])
        return rows

    return columns, change


def _wobble(batches: list[Batch], name: str) -> float:
    means: dict[tuple[bool, str], list[float]] = {}
    for batch in batches:
        if not batch.storm and not batch.holiday:
            key = (batch.weekday >= 5, batch.shift)
            means.setdefault(key, []).append(float(np.nanmean(batch.rows[name])))
    return float(np.mean([np.std(values) for values in means.values()]))


_MAKERS = {"shift": _shift, "scale": _scale, "mix": _mix, "missing": _missing, "unit": _unit}
