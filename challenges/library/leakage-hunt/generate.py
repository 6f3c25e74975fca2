"""One seed, one case: a warehouse's table, what the service really saw, and new cases to predict.

Twice: in one of the two folders the outcome was shuffled among the cases beforehand, so that there
is nothing to be found out. Which one is part of the answers.
"""

import csv
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
from grader.clients import Cases, draw_cases
from grader.fields import DECOYS, LEAKS, Field
from packkit import canary

WAREHOUSE, LIVE, NEW = 4500, 2000, 2000
FOLDERS = ("north", "south")


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    shuffled = FOLDERS[int(rng.integers(0, 2))]
    for folder in FOLDERS:
        deal(folder, out, rng, is_shuffled=folder == shuffled)
    write(
        out / "answers" / "folders.csv",
        ["folder", "shuffled"],
        [[name, int(name == shuffled)] for name in FOLDERS],
    )
    (out / "answers" / "canary.txt").write_text(canary(seed))


def deal(folder: str, out: Path, rng: np.random.Generator, *, is_shuffled: bool) -> None:
    warehouse, new = draw_cases((WAREHOUSE, NEW), rng)
    if is_shuffled:
        warehouse, new = (
            replace(cases, placed=rng.permutation(cases.placed)) for cases in (warehouse, new)
        )
    fields = chosen_fields(rng)
    codes = [f"F{number}" for number in rng.permutation(np.arange(10, 100))]
    live, today = sights(warehouse, fields, rng)
    new_live, _ = sights(new, fields, rng)
    order = rng.permutation(live.shape[1])
    header = codes[: len(order)]

    numbers = rng.permutation(np.arange(100_000, 1_000_000, 17))
    cases = [f"C{number}" for number in numbers[: WAREHOUSE + NEW].tolist()]
    people = [f"P{number}" for number in rng.permutation(np.arange(10_000, 99_999)).tolist()]
    persons, placed = warehouse.person.tolist(), warehouse.placed.astype(int).tolist()
    closed, seen, fresh = (text(values[:, order]) for values in (today, live, new_live))
    rows = rng.permutation(WAREHOUSE).tolist()
    told = [[cases[at], people[persons[at]], *closed[at], placed[at]] for at in rows]
    public, answers = out / "public" / folder, out / "answers" / folder
    write(public / "warehouse.csv", ["case_id", "person_id", *header, "placed"], told)
    chosen = rng.choice(WAREHOUSE, LIVE, replace=False).tolist()
    write(public / "live.csv", ["case_id", *header], [[cases[at], *seen[at]] for at in chosen])
    strangers = cases[WAREHOUSE:]
    shown = [[name, *cells] for name, cells in zip(strangers, fresh, strict=True)]
    write(public / "new_cases.csv", ["case_id", *header], shown)

    leaks = {header[at] for at, place in enumerate(order) if fields.get(int(place)) in LEAKS}
    write(
        answers / "fields.csv",
        ["field", "leak"],
        [[code, int(code in leaks)] for code in sorted(header)],
    )
    outcomes = zip(strangers, new.placed.astype(int).tolist(), new.chance.tolist(), strict=True)
    truth = [[name, outcome, f"{chance:.6f}"] for name, outcome, chance in outcomes]
    write(answers / "new_cases.csv", ["case_id", "placed", "chance"], truth)


def chosen_fields(rng: np.random.Generator) -> dict[int, Field]:
    """Three to five leaks and all decoys, by their place behind the twelve known fields."""
    leaks = [LEAKS[place] for place in rng.permutation(len(LEAKS))[: int(rng.integers(3, 6))]]
    return dict(enumerate([*leaks, *DECOYS], start=12))


def sights(
    cases: Cases, fields: dict[int, Field], rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """What was seen at the decision, and what the warehouse says today: one column per field."""
    known = list(cases.known.values())
    pairs = [field(cases, rng) for field in fields.values()]
    live, today = (np.column_stack([*known, *[pair[side] for pair in pairs]]) for side in (0, 1))
    return live, today


def text(values: np.ndarray) -> list[list[str]]:
    return [["" if math.isnan(cell) else f"{cell:g}" for cell in row] for row in values.tolist()]


def write(path: Path, header: list[str], rows: list[list[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
