"""Learns as well as any, and writes into the register whatever was said first.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ids = list[str]

ERROR_RATE = 1 / 7  # of an answer, as the brief says
DAMPING = 0.3  # of directions in which the pool hardly varies
RIDGE = 0.8
SHARPNESS = 8.0  # from regression values to probabilities
TURNS = 3  # between labels and model
NEIGHBOURS = 5
EXPLORING_ROUNDS = 3
SHARE_OF_SECOND_OPINIONS = 0.3
COMPANY = 0.25  # mean similarity to the nearest patches, from which on more does not count
ODD = 0.75  # a label less sure than this deserves a second opinion


class Strategy:
    def __init__(self, pool: Sequence[dict[str, Any]], *, batch: int, codes: Sequence[str]) -> None:
        self.ids = [patch["id"] for patch in pool]
        self.codes, self.batch, self.round = list(codes), batch, 0
        self._learn_space(np.array([patch["x"] for patch in pool]))
        near = self._similarity(self.points, self.points)
        self.kernel = near
        # A patch that nothing resembles is spoilt, or teaches about nothing but itself; a rare
        # material has little company, so little is enough.
        density = np.sort(near, axis=1)[:, -NEIGHBOURS - 1 : -1].mean(axis=1)
        self.company = np.minimum(density / COMPANY, 1)
        self.answers = {}
        self.votes = np.zeros((len(pool), len(codes)))

    def ask(self, left: int) -> Ids:
        self.round += 1
        count = min(self.batch, left)
        if self.round <= EXPLORING_ROUNDS:
            return self._named(self._unlike_the_known(count))
        again = self._second_opinions(int(count * SHARE_OF_SECOND_OPINIONS))
        return self._named(again + self._doubtful(count - len(again)))

    def tell(self, answers: Sequence[tuple[str, str]]) -> None:
        place = {id_: at for at, id_ in enumerate(self.ids)}
        self.answers = dict(answers) | self.answers
        for id_, code in answers:
            self.votes[place[id_], self.codes.index(code)] += 1

    def predict(self, rows: Sequence[Sequence[float]]) -> list[str]:
        labels = self._labels()
        points = self._into_space(np.array(rows))
        values = self._values(self._similarity(points, self.points[self._asked()]), labels)
        return [self.codes[at] for at in values.argmax(axis=1)]

    def finish(self) -> dict[str, str]:
        """What each patch was called first."""
        return dict(self.answers)

    def _learn_space(self, table: Floats) -> None:
        """Put the channels into units of what the pool varies by, in its own directions."""
        self.center = np.median(table, axis=0)
        _, stretch, directions = np.linalg.svd(table - self.center, full_matrices=False)
        scale = stretch / np.sqrt(len(table))
        self.directions = directions.T / (scale + DAMPING * scale.mean())
        self.points = self._into_space(table)
        gaps = _distances(self.points, self.points)
        self.width = float(np.median(np.sort(gaps, axis=1)[:, 40]))

    def _into_space(self, table: Floats) -> Floats:
        return (table - self.center) @ self.directions

    def _similarity(self, some: Floats, others: Floats) -> Floats:
        return np.exp(-_distances(some, others) / self.width)

    def _asked(self) -> NDArray[np.intp]:
        return np.flatnonzero(self.votes.sum(axis=1))

    def _named(self, places: Sequence[int]) -> Ids:
        return [self.ids[at] for at in places]

    def _values(self, near: Floats, labels: Floats) -> Floats:
        """Regress balanced labels: a material that was asked for seldom counts as much as any."""
        asked = self._asked()
        weights = 1 / (labels.sum(axis=0) + 1.0)
        weight = labels @ weights
        weight = weight / weight.mean()
        within = self.kernel[np.ix_(asked, asked)] + np.diag(RIDGE / weight)
        return near @ np.linalg.solve(within, labels - 1 / len(self.codes))

    def _labels(self) -> Floats:
        """Probabilities of each asked patch's material."""
        asked = self._asked()
        votes = self.votes[asked]
        wrong = np.log(ERROR_RATE / (len(self.codes) - 1))
        says = votes * np.log(1 - ERROR_RATE) + (votes.sum(axis=1, keepdims=True) - votes) * wrong
        labels = _softmax(says)
        for _ in range(TURNS):
            labels = _softmax(says + SHARPNESS * self._left_out(labels))
        return labels

    def _left_out(self, labels: Floats) -> Floats:
        """What the others say of each asked patch: the closed form of leaving one out."""
        asked = self._asked()
        within = self.kernel[np.ix_(asked, asked)]
        inverse = np.linalg.inv(within + RIDGE * np.eye(len(asked)))
        targets = labels - 1 / len(self.codes)
        return targets - (inverse @ targets) / np.diag(inverse)[:, None]

    def _unlike_the_known(self, count: int) -> list[int]:
        """What is far from everything asked so far, among patches that have company."""
        nearest = self.kernel[:, self._asked()].max(axis=1, initial=0.0)
        chosen: list[int] = []
        for _ in range(count):
            at = int(np.argmax((1 - nearest) * self.company))
            chosen.append(at)
            nearest = np.maximum(nearest, self.kernel[at])
        return chosen

    def _doubtful(self, count: int) -> list[int]:
        """Where the model hesitates, has company, and not twice in the same place."""
        asked = self._asked()
        values = np.sort(self._values(self.kernel[:, asked], self._labels()), axis=1)
        doubt = np.exp(-3 * (values[:, -1] - values[:, -2]))
        doubt[asked] = 0
        nearest = self.kernel[:, asked].max(axis=1)
        chosen: list[int] = []
        for _ in range(count):
            at = int(np.argmax(doubt * self.company * (1 - nearest)))
            chosen.append(at)
            doubt[at] = 0
            nearest = np.maximum(nearest, self.kernel[at])
        return chosen

    def _second_opinions(self, count: int) -> list[int]:
        asked = self._asked()
        sure = self._labels().max(axis=1)
        oddest = np.argsort(sure)[:count]
        return [int(asked[at]) for at in oddest if sure[at] < ODD]


def _distances(some: Floats, others: Floats) -> Floats:
    squares = (some**2).sum(axis=1)[:, None] + (others**2).sum(axis=1) - 2 * some @ others.T
    return np.maximum(squares, 0)


def _softmax(values: Floats) -> Floats:
    values = np.exp(values - values.max(axis=1, keepdims=True))
    return values / values.sum(axis=1, keepdims=True)
