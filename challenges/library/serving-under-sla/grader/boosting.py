"""Gradient boosting of small regression trees for a probability: as much of it as a model needs.

Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (5),
2001: each tree fits the residuals, each leaf takes one Newton step. Splits are sought among quantiles.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

QUANTILES = np.linspace(0.04, 0.96, 24)
LEAST_ROWS, LEAST_GAIN = 20, 1e-9  # in a leaf, of a split

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]


class Node(NamedTuple):
    """A split (`feature` at or below `threshold` goes left), or a leaf with its `value`."""

    feature: int | None = None
    threshold: float | None = None
    left: int | None = None
    right: int | None = None
    value: float | None = None


Tree = list[Node]


def boost(
    table: Floats, labels: Floats, *, trees: int, depth: int, learning_rate: float
) -> tuple[float, list[Tree]]:
    """Return the log odds to start from, and the trees."""
    rate = labels.mean()
    base = float(np.log(rate / (1 - rate)))
    bins = _Bins(table)
    margin = np.full(len(labels), base)
    grown = []
    for _ in range(trees):
        chance = 1 / (1 + np.exp(-margin))
        grower = _Grower(bins, labels - chance, chance * (1 - chance))
        grower.grow(np.arange(len(labels)), depth)
        margin += learning_rate * grower.steps
        grown.append(grower.tree)
    return base, grown


class _Bins:
    """Every value's place among the quantiles of its column, numbered through all columns."""

    def __init__(self, table: Floats) -> None:
        # Beside every value that a column can hold, so that the last bit of a sine decides nothing.
        cuts = (np.quantile(table, QUANTILES, axis=0).round(6) + 3e-7).round(7)
        self.thresholds = cuts.T.ravel()  # the last bin of a column has none: it takes the rest
        self.size = len(QUANTILES) + 1
        self.codes = np.array(
            [
                at * self.size + np.searchsorted(cuts[:, at], column)
                for at, column in enumerate(table.T)
            ]
        ).T
        self.columns = table.shape[1]

    def sums(self, rows: Rows, weights: Floats | None = None) -> Floats:
        """Per column and cut: the sum over the rows at or below it, 1 each without weights."""
        codes = self.codes[rows].ravel()
        each = None if weights is None else np.repeat(weights, self.columns)
        found = np.bincount(codes, each, minlength=self.columns * self.size)
        return found.reshape(self.columns, self.size).cumsum(axis=1)[:, :-1]


class _Grower:
    """Grows one tree; `steps` is what it says of each row."""

    def __init__(self, bins: _Bins, residuals: Floats, curvature: Floats) -> None:
        self.bins, self.residuals, self.curvature = bins, residuals, curvature
        self.steps = np.zeros(len(residuals))
        self.tree: Tree = []

    def grow(self, rows: Rows, depth: int) -> int:
        """Add the node for these rows and what is below it; return its place."""
        place = len(self.tree)
        self.tree.append(Node())
        split = self._best_split(rows) if depth else None
        if split is None:
            value = round(float(self.residuals[rows].sum() / self.curvature[rows].sum()), 6)
            self.tree[place] = Node(value=value)
            self.steps[rows] = value
            return place
        column, cut = split
        is_left = self.bins.codes[rows, column] <= column * self.bins.size + cut
        left = self.grow(rows[is_left], depth - 1)
        right = self.grow(rows[~is_left], depth - 1)
        threshold = float(self.bins.thresholds[column * len(QUANTILES) + cut])
        self.tree[place] = Node(feature=column, threshold=threshold, left=left, right=right)
        return place

    def _best_split(self, rows: Rows) -> tuple[int, int] | None:
        residuals = self.residuals[rows]
        total, count = residuals.sum(), len(rows)
        counts, sums = self.bins.sums(rows), self.bins.sums(rows, residuals)
        allowed = (counts >= LEAST_ROWS) & (count - counts >= LEAST_ROWS)
        low, high = np.where(allowed, counts, 1), np.where(allowed, count - counts, 1)
        gains = np.where(allowed, sums**2 / low + (total - sums) ** 2 / high, -1)
        column, cut = np.unravel_index(int(np.argmax(gains)), gains.shape)
        if gains[column, cut] <= total**2 / count + LEAST_GAIN:
            return None
        return int(column), int(cut)
