"""The cluster's rules: where a job may run, how its work proceeds, what every hour costs its team.

The platform plays your answers by exactly these rules. Reading this file is part of the work;
changing it changes nothing but your own picture of the cluster.
"""

from dataclasses import dataclass
from typing import Any

DAY = 24
RESTORE_HOURS = 1  # what a pre-empted job needs to load its checkpoint before it works again


@dataclass
class Node:
    name: str
    gpus: int
    memory_gb: int  # of each GPU
    free: int = 0  # GPUs without a job


@dataclass
class Job:
    job: str
    team: str
    kind: str  # train, tune or batch
    gpus: int  # all on one node
    memory_gb: int  # of each GPU, at least
    weight: float  # points for finishing it in time
    estimated_hours: int  # what its owner believes
    checkpoint_hours: int  # it keeps its work every so many hours; 0 for never
    due: int  # finished by then, it earns all of its points …
    grace_hours: int  # … and none from so many hours later on
    submitted: int = 0
    node: str | None = None  # where it runs now
    work: int = 0  # useful hours behind it
    restoring: int = 0  # hours until it works again
    exact_hours: int | None = None  # its true running time, once the profiler knows it
    finished: int | None = None

    def points(self, finished: int) -> float:
        """What it earns when it finishes at that hour."""
        late = finished - self.due
        if late <= 0:
            return self.weight
        return self.weight * max(0.0, 1 - late / self.grace_hours) if self.grace_hours else 0.0


class Cluster:
    """Follows the events and the answers, hour by hour."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.nodes = {
            one["node"]: Node(one["node"], one["gpus"], one["memory_gb"], free=one["gpus"])
            for one in told["nodes"]
        }
        self.quotas: dict[str, int] = told["quotas"]  # GPU hours of each team and day
        self.jobs: dict[str, Job] = {}
        self.open: dict[str, Job] = {}  # those that are not finished
        self.hour = -1
        self.used: dict[tuple[int, str], int] = {}  # GPU hours by day and team
        self.wasted = 0  # GPU hours of work thrown away or spent on restoring

    def advance(self, event: dict[str, Any]) -> None:
        """Let the hour that has passed do its work, then take in what is new."""
        for job in self.running():
            day = self.hour // DAY, job.team
            self.used[day] = self.used.get(day, 0) + job.gpus
            if job.restoring:
                job.restoring -= 1
                self.wasted += job.gpus
            else:
                job.work += 1
        self.hour = event["hour"]
        for one in event["profiled"]:
            self.jobs[one["job"]].exact_hours = one["hours"]
        for job in self.running():
            if job.exact_hours is not None and job.work >= job.exact_hours:
                self._leave(job)
                job.finished = self.hour
                del self.open[job.job]
        for one in event["submitted"]:
            self.jobs[one["job"]] = self.open[one["job"]] = Job(**one, submitted=self.hour)

    def apply(self, answer: dict[str, Any]) -> list[str]:
        """Pre-empt, then start, in the order of the lists. What cannot be done is refused."""
        refused = []
        for name in answer["preempt"]:
            job = self.jobs.get(name)
            if job is None or job.node is None:
                refused.append(f"{name} does not run")
            else:
                self._preempt(job)
        for one in answer["start"]:
            reason = self.obstacle(one["job"], one["node"])
            if reason:
                refused.append(reason)
            else:
                job = self.jobs[one["job"]]
                job.node = one["node"]
                self.nodes[job.node].free -= job.gpus
        return refused

    def obstacle(self, name: str, node: str) -> str | None:
        """Say why the job cannot start on the node now; None if it can."""
        job, place = self.jobs.get(name), self.nodes.get(node)
        if job is None or place is None:
            return f"{name} on {node}: there is no such job or node"
        if job.finished is not None or job.node is not None:
            return f"{name} runs already or is finished"
        if job.memory_gb > place.memory_gb:
            return f"{name} needs {job.memory_gb} GB, {node} has {place.memory_gb}"
        if job.gpus > place.free:
            return f"{name} needs {job.gpus} GPUs, {node} has {place.free} free"
        return None

    def running(self) -> list[Job]:
        return [job for job in self.open.values() if job.node is not None]

    def waiting(self) -> list[Job]:
        return [job for job in self.open.values() if job.node is None]

    def points(self) -> float:
        """What the finished jobs have earned."""
        return sum(job.points(job.finished) for job in self.jobs.values() if job.finished)

    def quota_left(self, team: str) -> int:
        """GPU hours that the team may still use today, this hour included."""
        return self.quotas[team] - self.used.get((self.hour // DAY, team), 0)

    def _preempt(self, job: Job) -> None:
        kept = (
            job.work // job.checkpoint_hours * job.checkpoint_hours if job.checkpoint_hours else 0
        )
        self.wasted += (job.work - kept) * job.gpus
        job.work = kept
        job.restoring = RESTORE_HOURS if kept else 0
        self._leave(job)

    def _leave(self, job: Job) -> None:
        self.nodes[job.node].free += job.gpus
        job.node = None
