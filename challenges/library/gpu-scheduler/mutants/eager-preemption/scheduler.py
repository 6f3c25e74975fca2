"""Earliest deadline first, as in the textbook: whoever is more urgent throws out whoever is less."""


class Scheduler:
    def __init__(self, history):
        pass

    def decide(self, cluster):
        nodes = cluster.nodes
        free = {name: node.gpus for name, node in nodes.items()}
        left = {team: cluster.quota_left(team) for team in cluster.quotas}
        placed = {}
        for job in sorted(cluster.open.values(), key=lambda job: (job.due, job.job)):
            fitting = [
                name
                for name, node in nodes.items()
                if node.memory_gb >= job.memory_gb and free[name] >= job.gpus
            ]
            if not fitting or left[job.team] < job.gpus:
                continue
            place = job.node if job.node in fitting else fitting[0]
            free[place] -= job.gpus
            left[job.team] -= job.gpus
            placed[job.job] = place
        running = {job.job: job.node for job in cluster.running()}
        moved = {name for name, node in running.items() if placed.get(name) != node}
        start = [
            {"job": name, "node": node}
            for name, node in placed.items()
            if name not in running or name in moved
        ]
        return {"preempt": sorted(moved), "start": start}
