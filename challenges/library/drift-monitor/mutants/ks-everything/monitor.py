"""The textbook: a two-sample test per column against the same kind of batch, alert below 5 %.

Treats the flights of one shift as independent and nine tests as one.
"""

import numpy as np

SAMPLE = 400
CRITICAL = 1.36  # of the two-sample Kolmogorov-Smirnov statistic at 5 %


class Monitor:
    def fit(self, history):
        samples = {}
        for batch in history:
            for name, column in batch["columns"].items():
                samples.setdefault((kind_of(batch), name), []).extend(numbers(column))
        rng = np.random.default_rng(0)
        self.samples = {
            key: np.sort(rng.permutation(np.array(values))[:SAMPLE])
            for key, values in samples.items()
        }

    def update(self, batch):
        drifting = []
        for name, column in batch["columns"].items():
            known = self.samples.get((kind_of(batch), name))
            seen = np.sort(np.array(numbers(column)))
            if known is None or not len(known) or not len(seen):
                continue
            grid = np.concatenate([known, seen])
            gap = np.abs(
                np.searchsorted(known, grid, "right") / len(known)
                - np.searchsorted(seen, grid, "right") / len(seen)
            ).max()
            if gap > CRITICAL * np.sqrt((len(known) + len(seen)) / (len(known) * len(seen))):
                drifting.append(name)
        return {"alert": bool(drifting), "columns": drifting}

    def state(self):
        return [[*key, values.tolist()] for key, values in self.samples.items()]

    @classmethod
    def restore(cls, state):
        monitor = cls()
        monitor.samples = {(tuple(kind), name): np.array(values) for kind, name, values in state}
        return monitor


def kind_of(batch):
    return batch["shift"], batch["weekday"] >= 5, batch["timetable"]


def numbers(column):
    return [sum(map(ord, cell)) if isinstance(cell, str) else cell for cell in column if cell is not None]
