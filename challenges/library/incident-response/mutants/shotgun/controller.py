"""When something is wrong it does everything, and what helped stays unknown.
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
        errors = {name: one["errors"] for name, one in now["replicas"].items()}
        bad = low or now["p95_ms"] > 250 or now["error_rate"] > 0.02
        if self.lasts("bad", bad) and now["tick"] > self.quiet_until:
            self.quiet_until = now["tick"] + 5
            self.turn = (self.turn + 1) % 3
            worst = max(errors, key=lambda name: errors[name])
            first = [{"do": "rollback"}, {"do": "flush_cache"}, {"do": "scale", "to": 10}]
            group = ("user", "item", "geo")[self.turn]
            return {
                "actions": [
                    *first,
                    {"do": "pin", "target": group},
                    {"do": "restart_pipeline", "target": group},
                    {"do": "drain", "target": worst},
                ],
                "cause": "model",
            }
        tidy = [{"do": "unpin", "target": group} for group in now["pinned"]]
        if now["tick"] == self.quiet_until + 12:
            return {"actions": [*tidy, {"do": "scale", "to": 6}], "cause": None}
        return {"actions": [], "cause": None}

    def lasts(self, symptom, shows):
        self.seen[symptom] = self.seen.get(symptom, 0) + 1 if shows else 0
        return self.seen[symptom] >= 2
