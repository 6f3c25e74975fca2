"""No schedule earns more points than this: a relaxed problem, bounded by prices.

In the relaxed problem jobs may be split at will and everything is known beforehand. Time is cut
into buckets; a job takes GPU hours from any of them, and each earns its share of the points that
the job would earn if it finished at the earliest hour of the bucket. GPUs, GPUs with much memory
and quotas are scarce. Whatever prices are put on them, what jobs earn beyond the prices, plus the
price of all there is, is an upper bound (Lagrangian duality); prices rise where demand exceeds
what there is, until the bound hardly falls any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from grader.cluster import DAY, Job

BUCKET = 6  # hours; a divisor of a day
ROUNDS = 120
STEP = 0.08  # points for each GPU hour by which demand exceeds what there is, relative to it


@dataclass(frozen=True)
class Relaxed:
    """Jobs are rows, buckets are columns."""

    worth: np.ndarray  # points for each GPU hour
    most: np.ndarray  # GPU hours that the job can use in the bucket
    need: np.ndarray  # GPU hours of the job
    large: np.ndarray  # whether it needs the large nodes
    team: np.ndarray
    days: np.ndarray  # of the buckets


def points_bound(jobs: Sequence[Job], hours: Sequence[int], told: dict, length: int) -> float:
    """Most points that jobs whose true running times are `hours` can earn together."""
    problem = _relax(jobs, hours, told, length)
    stock = _stock(told, problem.days)
    prices = [np.zeros(one.shape) for one in stock]
    best = np.inf
    for turn in range(ROUNDS):
        by_team = prices[2][problem.team][:, problem.days]
        price = prices[0] + problem.large[:, None] * prices[1] + by_team
        taken, earned = _choose(problem, problem.worth - price)
        value = sum(float((one * cost).sum()) for one, cost in zip(stock, prices, strict=True))
        best = min(best, earned + value)
        prices = [
            np.maximum(0, cost + STEP / np.sqrt(1 + turn) * (wanted / there - 1))
            for cost, wanted, there in zip(prices, _demand(problem, taken), stock, strict=True)
        ]
    return best


def _stock(told: dict, days: np.ndarray) -> list[np.ndarray]:
    """GPU hours of each bucket, of the large nodes in each bucket, of each team and day."""
    nodes = told["nodes"]
    widest = max(node["memory_gb"] for node in nodes)
    large = sum(node["gpus"] for node in nodes if node["memory_gb"] == widest)
    return [
        np.full(len(days), BUCKET * sum(node["gpus"] for node in nodes)),
        np.full(len(days), BUCKET * large),
        np.repeat(np.array(list(told["quotas"].values()))[:, None], days[-1] + 1, axis=1),
    ]


def _demand(problem: Relaxed, taken: np.ndarray) -> list[np.ndarray]:
    """GPU hours that the jobs take, in the order of the stock."""
    by_team = np.zeros((problem.team.max() + 1, len(problem.days)))
    np.add.at(by_team, problem.team, taken)
    midnights = np.flatnonzero(np.diff(problem.days, prepend=-1))
    return [
        taken.sum(axis=0),
        taken[problem.large].sum(axis=0),
        np.add.reduceat(by_team, midnights, axis=1),
    ]


def _relax(jobs: Sequence[Job], hours: Sequence[int], told: dict, length: int) -> Relaxed:
    buckets = -(-length // BUCKET)
    worth, most = np.zeros((len(jobs), buckets)), np.zeros((len(jobs), buckets))
    for row, (job, need) in enumerate(zip(jobs, hours, strict=True)):
        last = min(length, job.due + job.grace_hours)
        for bucket in range(job.submitted // BUCKET, -(-last // BUCKET)):
            first = max(job.submitted, bucket * BUCKET)
            most[row, bucket] = (min(last, (bucket + 1) * BUCKET) - first) * job.gpus
            earned = job.points(max(first + 1, job.submitted + need))
            worth[row, bucket] = earned / (job.gpus * need)
    smallest = min(node["memory_gb"] for node in told["nodes"])
    teams = list(told["quotas"])
    return Relaxed(
        worth,
        most,
        np.array([job.gpus * need for job, need in zip(jobs, hours, strict=True)], float),
        np.array([job.memory_gb > smallest for job in jobs]),
        np.array([teams.index(job.team) for job in jobs]),
        np.arange(buckets) * BUCKET // DAY,
    )


def _choose(problem: Relaxed, gain: np.ndarray) -> tuple[np.ndarray, float]:
    """Let every job take the buckets that bring it most beyond their prices."""
    order = np.argsort(-gain, axis=1)
    usable = np.take_along_axis(np.where(gain > 0, problem.most, 0), order, axis=1)
    before = np.cumsum(usable, axis=1) - usable
    sorted_taken = np.clip(problem.need[:, None] - before, 0, usable)
    taken = np.zeros_like(usable)
    np.put_along_axis(taken, order, sorted_taken, axis=1)
    return taken, float((taken * gain).sum())
