"""First come, first served, with everything else done well: quotas, tight placing, reservations."""

from __future__ import annotations

from math import inf
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cluster import Cluster, Job

DAY = 24
PATIENCE = 12  # hours of waiting that make a job an elder, whatever its points
ELDERS = 3  # so many of them go before all others
RESERVED = 4  # so many jobs may have a node reserved


class Scheduler:
    def __init__(self, history: list[dict[str, str]]) -> None:
        self.corrections = corrections(history)

    def decide(self, cluster: Cluster) -> dict[str, list]:
        plan = Plan(cluster, self.left)
        plan.keep_quotas()
        for job in self.queue(cluster):
            if not plan.start(job):
                plan.reserve(job)
        return {"preempt": plan.preempted, "start": plan.started}

    def queue(self, cluster: Cluster) -> list[Job]:
        """Names break ties, so that the order of the events says nothing."""
        now = cluster.hour
        by_wait = sorted(cluster.waiting(), key=lambda job: (-waited(job, now), job.job))
        elders = [job for job in by_wait[:ELDERS] if waited(job, now) > PATIENCE]
        others = [job for job in by_wait if job not in elders]
        return elders + sorted(others, key=lambda job: (-self.priority(job, now), job.job))

    def priority(self, job: Job, now: int) -> float:
        """Whoever came first."""
        return now - job.submitted

    def left(self, job: Job, now: int) -> int:
        """Hours until the job is finished if it runs on, as well as that is known now."""
        if job.exact_hours is not None:
            return job.exact_hours - job.work + job.restoring
        expected = round(job.estimated_hours * self.corrections[job.team, job.kind])
        at_least = now - job.submitted + 1  # otherwise the profiler would have told
        return max(expected, at_least) - job.work + job.restoring


def waited(job: Job, now: int) -> int:
    return now - job.submitted - job.work


def corrections(history: list[dict[str, str]]) -> dict[tuple[str, str], float]:
    """Median of true over estimated hours, by team and kind."""
    ratios: dict[tuple[str, str], list[float]] = {}
    for row in history:
        ratio = float(row["hours"]) / float(row["estimated_hours"])
        ratios.setdefault((row["team"], row["kind"]), []).append(ratio)
    return {key: median(values) for key, values in ratios.items()}


class Plan:
    """One hour's answer in the making, with the places and quotas that it leaves."""

    def __init__(self, cluster: Cluster, left: Callable[[Job, int], int]) -> None:
        self.nodes, self.now, self.left = cluster.nodes, cluster.hour, left
        self.free = {name: node.free for name, node in cluster.nodes.items()}
        self.quota = {team: cluster.quota_left(team) for team in cluster.quotas}
        self.running = sorted(cluster.running(), key=lambda job: job.job)
        self.reserved: dict[str, float] = {}  # node -> hour from which it is kept
        self.preempted: list[str] = []
        self.started: list[dict[str, str]] = []

    def keep_quotas(self) -> None:
        """Pre-empt where a quota cannot pay for this hour; set aside what runs on until midnight."""
        for team in self.quota:
            mine = [job for job in self.running if job.team == team]
            mine.sort(key=lambda job: (lost_work(job) * job.gpus, job.job))
            while sum(job.gpus for job in mine) > self.quota[team]:
                self.preempt(mine.pop(0))
            self.quota[team] -= sum(self.needs_today(job) for job in mine)

    def preempt(self, job: Job) -> None:
        self.preempted.append(job.job)
        self.running.remove(job)
        self.free[job.node] += job.gpus

    def needs_today(self, job: Job) -> int:
        until_midnight = DAY - self.now % DAY
        return min(self.left(job, self.now), until_midnight) * job.gpus

    def start(self, job: Job) -> bool:
        """Start the job if it can; False if only a place is missing."""
        needed = self.needs_today(job)
        if needed > self.quota[job.team]:
            return True  # It waits for another day's quota: no place need be kept for it.
        end = self.now + self.left(job, self.now)
        fitting = [
            name
            for name in self.suitable(job)
            if self.free[name] >= job.gpus and end <= self.reserved.get(name, inf)
        ]
        if not fitting:
            return False
        node = min(fitting, key=lambda name: (self.nodes[name].memory_gb, self.free[name], name))
        self.free[node] -= job.gpus
        self.quota[job.team] -= needed
        self.started.append({"job": job.job, "node": node})
        return True

    def reserve(self, job: Job) -> None:
        """Keep the node that will have room for the job first."""
        ready = {
            name: self.ready(name, job.gpus)
            for name in self.suitable(job)
            if name not in self.reserved
        }
        if ready and len(self.reserved) < RESERVED:
            node = min(ready, key=lambda name: (ready[name], name))
            self.reserved[node] = ready[node]

    def ready(self, node: str, gpus: int) -> float:
        """The hour at which so many GPUs of the node will be free."""
        free = self.free[node]
        ends = sorted(
            (self.now + self.left(job, self.now), job.gpus)
            for job in self.running
            if job.node == node
        )
        for end, released in [(self.now, 0), *ends]:
            free += released
            if free >= gpus:
                return end
        return inf  # Something that starts this very hour stands in the way.

    def suitable(self, job: Job) -> list[str]:
        return [name for name, node in self.nodes.items() if node.memory_gb >= job.memory_gb]


def lost_work(job: Job) -> int:
    return job.work % job.checkpoint_hours if job.checkpoint_hours else job.work
