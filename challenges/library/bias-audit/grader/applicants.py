"""The trial and this year's applicants: merit, what one sees of it, and who was judged unfairly."""

from dataclasses import dataclass

import numpy as np
from grader.people import Columns, penalty, sigmoid, standard

DISTRICTS = 10
Burdens = dict[tuple[str, str], float]


@dataclass(frozen=True)
class World:
    burdens: Burdens  # whom the supervisors of the trial marked down
    interview_burden: float  # the same people, in the interview, in standard deviations
    home: np.ndarray  # for each origin and age band: log-odds of the districts
    gap_burden: float  # months out of work that go with the burdened groups
    intercept: float


def draw_world(rng: np.random.Generator) -> World:
    choices = [("sex", "female"), ("disability", "yes"), ("age_band", "55-66"), ("origin", "black")]
    chosen = rng.choice(len(choices), 2, replace=False)
    strength = {"sex": 1.1, "disability": 1.4, "age_band": 1.3, "origin": 1.4}
    burdens = {choices[i]: strength[choices[i][0]] * rng.uniform(0.9, 1.1) for i in chosen}
    return World(
        burdens=burdens,
        interview_burden=rng.uniform(0.2, 0.3),
        home=rng.normal(0, 1.0, (2, DISTRICTS)),
        gap_burden=rng.uniform(7, 10),
        intercept=rng.uniform(-0.3, 0.1),
    )


def draw_merit(people: Columns, rng: np.random.Generator) -> np.ndarray:
    """Schooling helps a little; nothing else about a person tells, the rest is theirs alone."""
    return 0.3 * standard(people["schooling"]) + 0.95 * rng.normal(size=len(people["age"]))


def seen_of(people: Columns, merit: np.ndarray, world: World, rng: np.random.Generator) -> Columns:
    size = len(merit)
    burdened = penalty(people, dict.fromkeys(world.burdens, 1.0))
    leaning = world.home[0] + burdened[:, None] * world.home[1]
    district = (leaning + rng.gumbel(size=(size, DISTRICTS))).argmax(axis=1)
    return {
        "schooling": people["schooling"],
        "experience_years": np.clip(people["age"] - 18 - rng.integers(0, 9, size), 0, None),
        "skill_test": np.rint(50 + 9 * (merit + rng.normal(0, 0.9, size))).astype(int),
        "interview": np.rint(
            50 + 9 * (merit + rng.normal(0, 0.7, size) - world.interview_burden * burdened)
        ).astype(int),
        "references": np.clip(np.rint(3 + 0.7 * merit + rng.normal(0, 1.1, size)), 1, 5).astype(
            int
        ),
        "district": np.char.add("D", (district + 1).astype(str)),
        "gap_months": np.rint(
            rng.gamma(1.3, 5, size) + world.gap_burden * burdened * rng.gamma(3, 1 / 3, size)
        ).astype(int),
        "moved": people["moved"],
    }


def chances(merit: np.ndarray, world: World) -> np.ndarray:
    """Of succeeding in a placement."""
    return sigmoid(world.intercept + 1.3 * merit)


def supervisor_chances(people: Columns, merit: np.ndarray, world: World) -> np.ndarray:
    """Of being called a success by the supervisor."""
    return sigmoid(world.intercept + 1.3 * merit - penalty(people, world.burdens))
