"""One season of a GPU cluster: last month's jobs, a practice week, and the hidden trace of events."""

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from grader.bound import points_bound
from grader.cluster import DAY, Cluster, Job
from grader.trace import Played
from grader.workload import TEAMS, Drawn, Habits, draw_habits, draw_jobs
from packkit import canary
from reference.scheduler import Scheduler

NODES = (("n1", 40), ("n2", 40), ("n3", 40), ("n4", 40), ("n5", 80), ("n6", 80))
GPUS = 8
HISTORY_HOURS, PRACTICE_HOURS = 6 * DAY, 4 * DAY
SHORTEST, LONGEST = 184, 200  # hours of the hidden trace: the scheduler is not told when it ends
REPLAYED = 3 * DAY
JOBS_PER_HOUR = 4.4
LOAD = 1.0  # GPU hours asked for, in terms of those that the cluster has
QUOTA_ROOM = 1.18  # quota of a team: its share of the jobs, times this
STARVED, PUNCTUAL = 0.03, 0.86  # at most and at least: what the reference reaches in every season

Json = dict[str, Any]


@dataclass(frozen=True)
class Season:
    """The hidden trace, and how the reference gets through it."""

    jobs: list[Drawn]
    told: Json
    events: list[Json]
    played: Played

    @property
    def length(self) -> int:
        return len(self.events)


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    public, hidden, answers = out / "public", out / "hidden", out / "answers"
    habits = draw_habits(rng)
    write_history(public / "history.csv", draw_jobs(habits, HISTORY_HOURS, JOBS_PER_HOUR, "h", rng))
    practice = draw_jobs(habits, PRACTICE_HOURS, JOBS_PER_HOUR, "p", rng)
    practice = loaded(practice, PRACTICE_HOURS, rng)
    write_events(public / "practice.jsonl", events_of(practice, PRACTICE_HOURS))
    season = draw_season(habits, public / "history.csv", rng)
    (public / "cluster.json").write_text(json.dumps(season.told, indent=1))
    write_events(hidden / "events.jsonl", season.events)
    replayed = [shuffled(event, rng) for event in season.events[:REPLAYED]]
    write_events(hidden / "replay.jsonl", replayed)
    write_answers(answers, season)
    (answers / "canary.txt").write_text(canary(seed))


def draw_season(habits: Habits, history: Path, rng: np.random.Generator) -> Season:
    """Draw until nobody need starve: some rushes of one team are more than its quota can carry."""
    while True:
        length = int(rng.integers(SHORTEST, LONGEST + 1))
        jobs = loaded(draw_jobs(habits, length, JOBS_PER_HOUR, "j", rng), length, rng)
        told, events = draw_cluster(jobs, length), events_of(jobs, length)
        cluster = play_reference(history, told, events)
        season = Season(
            jobs, told, events, Played(cluster, {str(job.told["job"]): job.hours for job in jobs})
        )
        if season.played.starved_share() <= STARVED and season.played.punctual_share() >= PUNCTUAL:
            return season


def play_reference(history: Path, told: Json, events: list[Json]) -> Cluster:
    """Let the reference schedule, which sees no more than a candidate's scheduler does."""
    with history.open(newline="") as file:
        scheduler = Scheduler(list(csv.DictReader(file)))
    cluster = Cluster(told)
    for event in events:
        cluster.advance(event)
        cluster.apply(scheduler.decide(cluster))
    return cluster


def loaded(jobs: list[Drawn], length: int, rng: np.random.Generator) -> list[Drawn]:
    """Leave jobs out until all seasons ask for the same share of the cluster."""
    room = LOAD * length * GPUS * len(NODES)
    order = rng.permutation(len(jobs))
    needed = np.cumsum([jobs[at].gpu_hours for at in order])
    return [jobs[at] for at in np.sort(order[needed <= room])]


def draw_cluster(jobs: list[Drawn], length: int) -> Json:
    nodes = [{"node": name, "gpus": GPUS, "memory_gb": memory} for name, memory in NODES]
    per_day = {
        team: sum(job.gpu_hours for job in jobs if job.told["team"] == team) * DAY / length
        for team in TEAMS
    }
    return {"nodes": nodes, "quotas": {t: round(n * QUOTA_ROOM) for t, n in per_day.items()}}


def events_of(jobs: list[Drawn], length: int) -> list[Json]:
    """Hour by hour: what is submitted, and whose running time the profiler has found out.

    The profiler needs as long as the job itself, from its submission on. So a running time is told
    at the very hour at which the job could end at the earliest, and no decision changes when.
    """
    events: list[Json] = [{"hour": hour, "submitted": [], "profiled": []} for hour in range(length)]
    for job in jobs:
        events[job.hour]["submitted"].append(job.told)
        if job.hour + job.hours < length:
            told = {"job": job.told["job"], "hours": job.hours}
            events[job.hour + job.hours]["profiled"].append(told)
    return events


def shuffled(event: Json, rng: np.random.Generator) -> Json:
    """The same hour, told in another order."""
    return {
        name: [one[at] for at in rng.permutation(len(one))] if isinstance(one, list) else one
        for name, one in event.items()
    }


def write_events(path: Path, events: list[Json]) -> None:
    lines = [json.dumps(event, separators=(",", ":")) for event in events]
    path.write_text("\n".join(lines) + "\n")


def write_history(path: Path, jobs: list[Drawn]) -> None:
    names = ("job", "team", "kind", "gpus", "memory_gb", "estimated_hours")
    rows = [(*(job.told[name] for name in names), job.hours) for job in jobs]
    write_rows(path, (*names, "hours"), rows)


def write_answers(path: Path, season: Season) -> None:
    jobs = season.jobs
    seen = [Job(**job.told, submitted=job.hour) for job in jobs]
    oracle = points_bound(seen, [job.hours for job in jobs], season.told, season.length)
    points = {"oracle": oracle, "reference": season.played.cluster.points()}
    (path / "points.json").write_text(json.dumps(points))
    write_rows(path / "jobs.csv", ("job", "hours"), [(job.told["job"], job.hours) for job in jobs])
    work = [0] * season.length
    for job in jobs:
        work[job.hour] += job.gpu_hours
    write_rows(path / "hours.csv", ("hour", "work"), enumerate(work))


def write_rows(path: Path, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
