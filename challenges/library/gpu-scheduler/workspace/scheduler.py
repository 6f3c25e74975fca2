"""Decides every hour what starts and what is pre-empted. This is yours to rewrite."""


class Scheduler:
    """First come, first served: whoever stands in front waits for a free place, the rest behind."""

    def __init__(self, history):
        """`history`: last month's finished jobs, the rows of data/history.csv."""

    def decide(self, cluster):
        """Answer one hour: {"preempt": [job, …], "start": [{"job": …, "node": …}, …]}."""
        free = {name: node.free for name, node in cluster.nodes.items()}
        start = []
        for job in cluster.waiting():
            node = self.place(cluster, job, free)
            if node is None:
                break
            free[node] -= job.gpus
            start.append({"job": job.job, "node": node})
        return {"preempt": [], "start": start}

    def place(self, cluster, job, free):
        """The first node that can take the job; None if there is none."""
        for name, node in cluster.nodes.items():
            if node.memory_gb >= job.memory_gb and free[name] >= job.gpus:
                return name
        return None
