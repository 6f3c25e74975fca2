"""The runbook of last year, as a program. Yours to rewrite."""


class Controller:
    def __init__(self, history):
        self.replicas = 6

    def decide(self, observation):
        actions = []
        if observation["accept_rate"] < 0.1:
            actions.append({"do": "rollback"})
            actions.append({"do": "flush_cache"})
        if observation["p95_ms"] > 250:
            self.replicas = min(16, self.replicas + 2)
            actions.append({"do": "scale", "to": self.replicas})
        if observation["error_rate"] > 0.02:
            actions.append({"do": "page"})
        return {"actions": actions, "cause": "model" if actions else None}
