"""Clients of a job centre: six real traits, invented ones, and whether they find work in time."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PEOPLE = Path(__file__).parents[1] / "data" / "people.csv.gz"
INVENTED = 6

Fields = dict[str, np.ndarray]


@dataclass(frozen=True)
class Cases:
    """`known`: fields that are the same at the decision and ever after. `placed`: the outcome."""

    person: np.ndarray
    known: Fields
    chance: np.ndarray
    placed: np.ndarray


def read_traits() -> np.ndarray:
    """Age, schooling, married, moved, born abroad, disability, as numbers."""
    with gzip.open(PEOPLE, "rt", newline="") as lines:
        header, *rows = csv.reader(lines)
    table = dict(zip(header, zip(*rows, strict=True), strict=True))
    names = ("age", "schooling", "married", "moved", "born_abroad")
    columns = [np.array(table[name], float) for name in names]
    columns.append((np.array(table["disability"]) == "yes").astype(float))
    return np.array(columns).T


def draw_cases(sizes: tuple[int, int], rng: np.random.Generator) -> tuple[Cases, Cases]:
    """Cases of the warehouse, of which people have one to four, and new ones of other people."""
    traits = read_traits()
    weights = rng.normal(0, 0.35, traits.shape[1] + INVENTED)
    weights[traits.shape[1]] = rng.choice([-1, 1]) * rng.uniform(0.9, 1.1)
    return tuple(cases_of(size, traits, weights, rng) for size in sizes)  # type: ignore[return-value]


def cases_of(size: int, traits: np.ndarray, weights: np.ndarray, rng: np.random.Generator) -> Cases:
    person = np.repeat(np.arange(size), rng.integers(1, 5, size))[:size]
    people = int(person.max()) + 1
    real = traits[rng.integers(0, len(traits), people)][person]
    invented = (rng.normal(size=(people, INVENTED)) + 0.3 * rng.normal(size=(1, INVENTED)))[person]
    invented += 0.4 * rng.normal(size=invented.shape)
    design = np.hstack([(real - traits.mean(axis=0)) / traits.std(axis=0), invented])
    luck = 0.7 * rng.normal(size=people)[person]
    chance = 1 / (1 + np.exp(-(design @ weights + luck)))
    known = {f"real{place}": column for place, column in enumerate(real.T)}
    known |= {
        f"invented{place}": np.round(10 + 3 * column, 2) for place, column in enumerate(invented.T)
    }
    return Cases(person=person, known=known, chance=chance, placed=rng.random(size) < chance)
