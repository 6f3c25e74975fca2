"""Watches every column's mean, patiently, but against one mean for all shifts and seasons.

Sees no change of spread and none of missing values, and takes an evening for a drift.
"""

import numpy as np

SLACK, ALERT, CEILING = 1.0, 6.0, 9.0


class Monitor:
    def fit(self, history):
        rows = [means(batch) for batch in history]
        self.columns = sorted(rows[0])
        table = np.array([[row[name] for name in self.columns] for row in rows])
        self.center = np.nanmean(table, axis=0)
        self.spread = np.nanstd(table, axis=0) + 1e-9
        self.above = np.zeros(len(self.columns))
        self.below = np.zeros(len(self.columns))

    def update(self, batch):
        row = means(batch)
        z = np.nan_to_num((np.array([row[name] for name in self.columns]) - self.center) / self.spread)
        z = np.clip(z, -3, 3)
        self.above = np.clip(self.above + z - SLACK, 0, CEILING)
        self.below = np.clip(self.below - z - SLACK, 0, CEILING)
        hit = np.maximum(self.above, self.below) > ALERT
        columns = [name for name, is_hit in zip(self.columns, hit) if is_hit]
        return {"alert": bool(columns), "columns": columns}

    def state(self):
        parts = (self.center, self.spread, self.above, self.below)
        return [self.columns, *[part.tolist() for part in parts]]

    @classmethod
    def restore(cls, state):
        monitor = cls()
        monitor.columns = state[0]
        monitor.center, monitor.spread, monitor.above, monitor.below = map(np.array, state[1:])
        return monitor


def means(batch):
    result = {}
    for name, column in batch["columns"].items():
        numbers = [cell for cell in column if isinstance(cell, (int, float))]
        if numbers or not any(isinstance(cell, str) for cell in column):
            result[name] = float(np.mean(numbers)) if numbers else float("nan")
    return result
