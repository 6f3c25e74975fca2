"""Decides after every batch whether the feed drifts. This is yours to rewrite."""

import numpy as np


class Monitor:
    """Compares each batch's means with the history's, three standard errors apart."""

    def fit(self, history):
        """`history` yields the batches of the last weeks; nothing drifted in them."""
        values = {}
        for batch in history:
            for name, column in batch["columns"].items():
                numbers = [cell for cell in column if isinstance(cell, (int, float))]
                values.setdefault(name, []).extend(numbers)
        self.learn({name: numbers for name, numbers in values.items() if numbers})

    def learn(self, history):
        self.history = history
        self.mean = {name: np.mean(numbers) for name, numbers in history.items()}
        self.deviation = {name: np.std(numbers) for name, numbers in history.items()}

    def update(self, batch):
        """Answer one batch: is the feed drifting now, and in which columns?"""
        drifting = []
        for name, mean in self.mean.items():
            numbers = [cell for cell in batch["columns"][name] if cell is not None]
            if not numbers:
                continue
            error = self.deviation[name] / np.sqrt(len(numbers))
            if abs(np.mean(numbers) - mean) > 3 * error:
                drifting.append(name)
        return {"alert": bool(drifting), "columns": drifting}

    def state(self):
        """All that another process needs to continue: anything that JSON can hold."""
        return self.history

    @classmethod
    def restore(cls, state):
        """Continue from what `state` returned."""
        monitor = cls()
        monitor.learn(state)
        return monitor
