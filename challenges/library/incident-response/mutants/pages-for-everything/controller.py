"""Wakes somebody whenever anything is off, and touches nothing.
"""

from baseline import Baseline


class Controller:
    def __init__(self, history):
        self.usual = Baseline(history)
        self.replicas, self.quiet_until, self.turn = 6, -1, 0
        self.seen = {}

    def decide(self, now):
        rate = self.usual.accept_rate(now["hour"])
        low = now["accept_rate"] < 0.88 * rate
        bad = low or now["p95_ms"] > 250 or now["error_rate"] > 0.03
        if self.lasts("bad", bad) and now["tick"] > self.quiet_until:
            self.quiet_until = now["tick"] + 8
            return {"actions": [{"do": "page"}], "cause": "model" if low else "overload"}
        return {"actions": [], "cause": None}

    def lasts(self, symptom, shows):
        self.seen[symptom] = self.seen.get(symptom, 0) + 1 if shows else 0
        return self.seen[symptom] >= 2
