"""Reads a case and what a scheduler answered, and plays the answers by the cluster's rules."""

import csv
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from packkit import list_of, read_json_lines, text

from grader.cluster import DAY, Cluster, Job

MOST_DECISIONS = 400  # of each kind in an hour
STARVES = 48  # hours: a job that is finished so much later than it could be starves

Answer = dict[str, Any]  # preempt, start


@dataclass(frozen=True)
class Played:
    """A trace that was played to its end, and the true running times."""

    cluster: Cluster
    hours: dict[str, int]
    refused: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.cluster.hour

    @cached_property
    def hard(self) -> list[Job]:
        """Jobs whose deadline knows no grace, as far as it lies within the trace."""
        jobs = self.cluster.jobs.values()
        return [job for job in jobs if not job.grace_hours and job.due <= self.end]

    @cached_property
    def punctual(self) -> list[Job]:
        return [job for job in self.hard if job.finished is not None and job.finished <= job.due]

    def punctual_share(self) -> float:
        return sum(job.weight for job in self.punctual) / sum(job.weight for job in self.hard)

    @cached_property
    def patient(self) -> list[Job]:
        """Jobs that could starve within the trace."""
        return [job for job in self.cluster.jobs.values() if self.starves_at(job) <= self.end]

    def starves_at(self, job: Job) -> int:
        return job.submitted + self.hours[job.job] + STARVES

    @cached_property
    def starved(self) -> list[Job]:
        return [
            job
            for job in self.patient
            if job.finished is None or job.finished > self.starves_at(job)
        ]

    def starved_share(self) -> float:
        return self._work(self.starved) / self._work(self.patient)

    def _work(self, jobs: list[Job]) -> int:
        return sum(self.hours[job.job] * job.gpus for job in jobs)

    def team_days(self) -> tuple[int, int]:
        """Team days over their quota, and all of them."""
        cluster = self.cluster
        over = sum(used > cluster.quotas[team] for (_, team), used in cluster.used.items())
        return over, len(cluster.quotas) * (self.end // DAY + 1)


def play(case: Path, answers: list[Answer]) -> Played:
    cluster = Cluster(json.loads((case / "public" / "cluster.json").read_text()))
    refused: list[str] = []
    for event, answer in zip(read_events(case, "events"), answers, strict=True):
        cluster.advance(event)
        refused += [f"hour {cluster.hour}: {reason}" for reason in cluster.apply(answer)]
    with (case / "answers" / "jobs.csv").open(newline="") as file:
        hours = {row["job"]: int(row["hours"]) for row in csv.DictReader(file)}
    return Played(cluster, hours, tuple(refused))


def read_events(case: Path, name: str) -> list[dict[str, Any]]:
    lines = (case / "hidden" / f"{name}.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines]


def read_answers(case: Path, outputs: Path, *, step: str, events: str) -> list[Answer]:
    return read_json_lines(
        outputs / step / "answers.jsonl",
        {
            "preempt": list_of(text, at_most=MOST_DECISIONS),
            "start": list_of(_start, at_most=MOST_DECISIONS),
        },
        lines=len(read_events(case, events)),
    )


def _start(told: Any) -> dict[str, str]:
    if not isinstance(told, dict) or not {"job", "node"} <= set(told):
        raise ValueError('is not an object with "job" and "node"')
    return {"job": text(told["job"]), "node": text(told["node"])}


def agreement(answers: list[Answer], replay: list[Answer]) -> float:
    """Share of the replay's hours in which the same jobs are pre-empted and started where they were."""
    same = [
        _decisions(one) == _decisions(other) for one, other in zip(answers, replay, strict=False)
    ]
    return sum(same) / len(same)


def _decisions(answer: Answer) -> tuple[list[str], list[tuple[str, str]]]:
    starts = [(one["job"], one["node"]) for one in answer["start"]]
    return sorted(answer["preempt"]), sorted(starts)
