"""What teams submit: when (the rhythm of real people's days), what, and how wrongly estimated."""

import csv
import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

TABLE = Path(__file__).parents[1] / "data" / "activity.csv.gz"
DAY = 24
FIRST_DAY, LAST_DAY = 60, 350  # of the year: before and after, most nights are empty
NIGHT_SHARE = 0.25  # of the jobs are submitted by machines, around the clock
TEAMS = ("atlas", "boreal", "cobalt", "delta")


@dataclass(frozen=True)
class Kind:
    """How the jobs of one kind are drawn. Hours are medians, with a spread of the logarithm."""

    name: str
    share: float
    hours: float
    spread: float
    longest: int
    gpus: tuple[tuple[int, float], ...]
    memory: tuple[tuple[int, float], ...]
    checkpoints: tuple[int, ...]
    slack: tuple[float, float]  # due: running time times this, from … to …
    spare: tuple[int, int]  # … plus hours, from … to …
    grace: int


KINDS = (
    Kind(
        "train", 0.22, 8.0, 0.5, 20,
        ((2, 0.25), (4, 0.45), (8, 0.3)), ((40, 0.7), (80, 0.3)),
        (2, 3, 4), (1.3, 2.2), (4, 14), 24,
    ),
    Kind(
        "tune", 0.4, 4.0, 0.55, 14,
        ((1, 0.4), (2, 0.4), (4, 0.2)), ((24, 0.5), (40, 0.35), (80, 0.15)),
        (1, 2, 3), (1.3, 2.0), (2, 10), 12,
    ),
    Kind(
        "batch", 0.38, 1.8, 0.5, 6,
        ((1, 0.7), (2, 0.3)), ((24, 0.85), (80, 0.15)),
        (0,), (1.0, 1.6), (1, 6), 0,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Habits:
    """How one season's teams behave: their shares of the jobs, and how they misjudge them."""

    shares: np.ndarray
    bias: dict[str, float]
    kind_bias: dict[str, float]


@dataclass(frozen=True)
class Drawn:
    """A job as submitted, and the running time that only the profiler will tell."""

    hour: int
    told: dict[str, object]
    hours: int

    @property
    def gpu_hours(self) -> int:
        return self.hours * int(str(self.told["gpus"]))


def draw_habits(rng: np.random.Generator) -> Habits:
    shares = rng.permutation([0.3, 0.27, 0.23, 0.2])
    bias = rng.permutation([0.25, 0.6, 1.6, 4.0]) * np.exp(rng.uniform(-0.1, 0.1, len(TEAMS)))
    kinds = rng.permutation([0.8, 1.0, 1.25])
    return Habits(
        shares,
        dict(zip(TEAMS, bias.tolist(), strict=True)),
        {kind.name: float(factor) for kind, factor in zip(KINDS, kinds, strict=True)},
    )


def draw_jobs(
    habits: Habits, hours: int, per_hour: float, prefix: str, rng: np.random.Generator
) -> list[Drawn]:
    """Draw the jobs of some days, in the order of submission."""
    rhythm = _rhythm(hours, rng)
    counts = rng.poisson(per_hour * rhythm)
    numbers = iter(rng.permutation(9000)[: counts.sum()] + 1000)
    return [
        _draw_job(habits, hour, f"{prefix}{next(numbers)}", rng)
        for hour, count in enumerate(counts)
        for _ in range(count)
    ]


def _draw_job(habits: Habits, hour: int, name: str, rng: np.random.Generator) -> Drawn:
    kind = KINDS[rng.choice(len(KINDS), p=[kind.share for kind in KINDS])]
    team = TEAMS[rng.choice(len(TEAMS), p=habits.shares)]
    exact = kind.hours * np.exp(kind.spread * rng.standard_normal())
    hours = min(max(1, round(exact)), kind.longest)
    gpus, memory = _pick(kind.gpus, rng), _pick(kind.memory, rng)
    error = habits.bias[team] * habits.kind_bias[kind.name] * np.exp(0.3 * rng.standard_normal())
    due = hour + int(np.ceil(hours * rng.uniform(*kind.slack))) + int(rng.integers(*kind.spare))
    weight = (hours * gpus) ** 0.6 * np.exp(1.0 * rng.standard_normal())
    told = {
        "job": name,
        "team": team,
        "kind": kind.name,
        "gpus": gpus,
        "memory_gb": memory,
        "weight": round(float(weight), 1) + 0.1,
        "estimated_hours": max(1, round(hours * error)),
        "checkpoint_hours": int(rng.choice(kind.checkpoints)),
        "due": due,
        "grace_hours": kind.grace,
    }
    return Drawn(hour, told, hours)


def _pick(choices: tuple[tuple[int, float], ...], rng: np.random.Generator) -> int:
    values, shares = zip(*choices, strict=True)
    return int(rng.choice(values, p=shares))


def _rhythm(hours: int, rng: np.random.Generator) -> np.ndarray:
    """How busy each hour is, 1 on average: a stretch of the real year, from midnight on.

    Rain keeps cyclists at home more than engineers: busy and idle days differ half as much.
    """
    days = -(-hours // DAY)
    first = int(rng.integers(FIRST_DAY, LAST_DAY - days)) * DAY
    people = _activity()[first : first + days * DAY].reshape(days, DAY)
    calmer = (people / np.sqrt(people.mean(axis=1, keepdims=True))).ravel()[:hours]
    return NIGHT_SHARE + (1 - NIGHT_SHARE) * calmer / calmer.mean()


@cache
def _activity() -> np.ndarray:
    """People who rode in each hour of the year; the source leaves out hours without any."""
    people = np.zeros(366 * DAY)
    with gzip.open(TABLE, "rt", newline="") as file:
        for row in csv.DictReader(file):
            people[int(row["day"]) * DAY + int(row["hour"])] = float(row["bikers"])
    return people
