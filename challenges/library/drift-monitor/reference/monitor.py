"""Compares each batch with its own kind of batch, and waits until a difference lasts.

For every column a few statistics per batch (level, spread, share of missing values, shares of
categories) are put in units of how much they differ *between batches of the same kind* (shift,
weekend, timetable): flights of one shift share their weather, so that a batch is one observation
and not fifty. A clipped cumulative sum then asks for persistence: one storm is not enough.
Its state is the baseline and two sums per statistic, however long it runs.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

Batch = dict[str, Any]
Kind = tuple[str, bool, str]

CLIP = 3.0  # what one batch can contribute: an outlier, however large, is one piece of evidence
SLACK = 1.2  # a statistic must lie this far out on average before its sum grows
ALERT = 7.0
CEILING = 9.0  # how far a sum may rise, so that it comes down soon after the end
LEAST = 0.03  # no statistic is exact: a share that was always 0 must not alert at once
POOLED_BATCHES = 12.0  # weight of the spread over all kinds against the kind's own


class Monitor:
    def fit(self, history: Iterator[Batch]) -> None:
        seen = {}
        self.names, self.categories = [], {}
        for batch in history:
            if not self.names:
                self._learn_columns(batch)
            seen.setdefault(kind_of(batch), []).append(self._statistics(batch))
        self._learn_baselines(seen)
        self.above = np.zeros_like(self.fallback[0])
        self.below = np.zeros_like(self.fallback[0])

    def update(self, batch: Batch) -> dict[str, Any]:
        center, spread = self.baselines.get(kind_of(batch), self.fallback)
        z = (self._statistics(batch) - center) / spread
        z = np.clip(np.nan_to_num(z), -CLIP, CLIP)
        self.above = np.clip(self.above + z - SLACK, 0, CEILING)
        self.below = np.clip(self.below - z - SLACK, 0, CEILING)
        evidence = np.maximum(self.above, self.below)
        columns = sorted({self.owner[at] for at in np.flatnonzero(evidence >= ALERT)})
        return {"alert": bool(columns), "columns": columns}

    def state(self) -> dict[str, Any]:
        return {
            "names": self.names,
            "categories": self.categories,
            "owner": self.owner,
            "above": _short(self.above),
            "below": _short(self.below),
            "fallback": [_short(part) for part in self.fallback],
            "baselines": [[kind, *map(_short, parts)] for kind, parts in self.baselines.items()],
        }

    @classmethod
    def restore(cls, state: dict[str, Any]) -> "Monitor":
        monitor = cls()
        monitor.names, monitor.categories = state["names"], state["categories"]
        monitor.owner = state["owner"]
        monitor.above, monitor.below = np.array(state["above"]), np.array(state["below"])
        monitor.fallback = tuple(np.array(part, dtype=float) for part in state["fallback"])
        monitor.baselines = {
            tuple(kind): (np.array(center, dtype=float), np.array(spread, dtype=float))
            for kind, center, spread in state["baselines"]
        }
        return monitor

    def _learn_columns(self, batch: Batch) -> None:
        self.names = list(batch["columns"])
        for name, column in batch["columns"].items():
            if any(isinstance(cell, str) for cell in column):
                self.categories[name] = {}

    def _statistics(self, batch: Batch) -> np.ndarray:
        values, self.owner = [], []
        for name in self.names:
            column = batch["columns"][name]
            found = (
                self._of_categories(name, column)
                if name in self.categories
                else _of_numbers(column)
            )
            values.extend(found)
            self.owner.extend([name] * len(found))
        return np.array(values)

    def _of_categories(self, name: str, column: list[Any]) -> list[float]:
        known = self.categories[name]
        shares = np.zeros(32)
        for cell in column:
            if cell is not None:
                shares[min(known.setdefault(cell, len(known)), 31)] += 1 / len(column)
        return [*shares, sum(cell is None for cell in column) / len(column)]

    def _learn_baselines(self, seen: dict[Kind, list[np.ndarray]]) -> None:
        residuals, centers = [], {}
        for kind, batches in seen.items():
            rows = np.array(batches)
            centers[kind] = np.nanmedian(rows, axis=0)
            residuals.append(rows - centers[kind])
        pooled = _robust_spread(np.concatenate(residuals))
        self.baselines = {}
        for (kind, center), around in zip(centers.items(), residuals, strict=True):
            own = _robust_spread(around)
            weight = len(around) / (len(around) + POOLED_BATCHES)
            spread = np.sqrt(weight * own**2 + (1 - weight) * pooled**2)
            self.baselines[kind] = center, np.maximum(spread, LEAST)
        everything = np.concatenate([np.array(rows) for rows in seen.values()])
        self.fallback = np.nanmedian(everything, axis=0), _robust_spread(everything) + 1e-9


def kind_of(batch: Batch) -> Kind:
    return batch["shift"], batch["weekday"] >= 5, batch["timetable"]


def _of_numbers(column: list[Any]) -> list[float]:
    numbers = np.array([np.nan if cell is None else cell for cell in column], dtype=float)
    missing = np.isnan(numbers)
    present = numbers[~missing]
    if len(present) < 5:
        return [np.nan, np.nan, np.nan, missing.mean()]
    low, middle, high = np.quantile(present, (0.1, 0.5, 0.9))
    return [present.mean(), middle, np.log(high - low + 0.5), missing.mean()]


def _robust_spread(rows: np.ndarray) -> np.ndarray:
    low, high = np.nanquantile(rows, (0.16, 0.84), axis=0)
    return (high - low) / 2


def _short(values: np.ndarray) -> list[float | None]:
    """Five significant digits are plenty, and not-a-number is null in JSON."""
    return [None if np.isnan(value) else float(f"{value:.5g}") for value in values]
