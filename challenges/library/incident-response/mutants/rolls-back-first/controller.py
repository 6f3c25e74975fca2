"""The oldest rule of all: whatever it is, it was the last release; and if it is slow, add machines.
"""

from baseline import Baseline


class Controller:
    def __init__(self, history):
        self.usual = Baseline(history)
        self.replicas, self.quiet_until, self.turn = 6, -1, 0
        self.seen = {}

    def decide(self, now):
        actions, cause = [], None
        rate = self.usual.accept_rate(now["hour"])
        if self.lasts("low", now["accept_rate"] < 0.88 * rate) and now["tick"] > self.quiet_until:
            actions.append({"do": "rollback"})
            self.quiet_until = now["tick"] + 6
            cause = "model"
        if self.lasts("slow", now["p95_ms"] > 250 or now["error_rate"] > 0.03):
            self.replicas = min(16, len(now["replicas"]) + 2)
            actions.append({"do": "scale", "to": self.replicas})
            cause = cause or "overload"
        elif self.lasts("idle", self.replicas > 6 and now["utilisation"] < 0.4):
            self.replicas = 6
            actions.append({"do": "scale", "to": 6})
        return {"actions": actions, "cause": cause}

    def lasts(self, symptom, shows):
        self.seen[symptom] = self.seen.get(symptom, 0) + 1 if shows else 0
        return self.seen[symptom] >= 2
