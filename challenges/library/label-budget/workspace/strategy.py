"""How labels were bought last year: at random. Yours to rewrite."""

import random

import numpy as np


class Strategy:
    def __init__(self, pool, *, batch, codes):
        self.pool = {patch["id"]: patch["x"] for patch in pool}
        self.batch = batch
        self.order = list(self.pool)
        random.Random(0).shuffle(self.order)
        self.labels = {}

    def ask(self, left):
        """Name the patches to label in this round, at most `batch` and `left`."""
        return [self.order.pop() for _ in range(min(self.batch, left))]

    def tell(self, answers):
        """Take the inspectors' answers: pairs of id and code."""
        self.labels.update(answers)

    def predict(self, rows):
        """Name the material of each row: the one of the nearest labelled patch."""
        known = np.array([self.pool[patch] for patch in self.labels])
        codes = list(self.labels.values())
        return [codes[((known - row) ** 2).sum(axis=1).argmin()] for row in np.array(rows)]

    def finish(self):
        """Hand back what each patch is that was asked for, id → code."""
        return self.labels
