"""Waits for a batch that is empty; everything else counts as normal."""


class Monitor:
    def fit(self, history):
        for _ in history:
            pass

    def update(self, batch):
        empty = [name for name, column in batch["columns"].items() if not column]
        return {"alert": bool(empty), "columns": empty}

    def state(self):
        return {}

    @classmethod
    def restore(cls, state):
        return cls()
