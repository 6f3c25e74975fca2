"""One seed, one case: a quarter's experiments, with their assignments and orders."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from grader.experiments import STORES, Experiment, draw_plans, run_experiment
from grader.shoppers import LOG_DAYS, read_shoppers
from packkit import canary

TWICE_SHARE = 0.01  # users seen in both arms
STAFF = 12  # test accounts per experiment
REPEATED_SHARE = 0.03  # orders delivered twice

Row = tuple[object, ...]


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    pool = read_shoppers(int(rng.integers(330, 430)))
    experiments = [run_experiment(plan, pool, rng) for plan in draw_plans(rng)]
    names = [f"X{number}" for number in rng.permutation(np.arange(100, 1000))[: len(experiments)]]
    plans: list[Row] = []
    assignments: list[Row] = []
    orders: list[Row] = []
    answers: list[Row] = []
    for name, experiment in zip(names, experiments, strict=True):
        plan = experiment.plan
        plans.append((name, plan.unit, plan.share))
        told, placed = log_of(name, experiment, rng)
        assignments += told
        orders += placed
        answers.append(
            (
                name,
                int(not plan.broken),
                f"{experiment.effect:.6f}",
                f"{experiment.ideal_width:.6f}",
            )
        )
    public = out / "public"
    write_rows(public / "experiments.csv", ("experiment_id", "unit", "share_treated"), plans)
    header = ("experiment_id", "user_id", "store", "arm", "spend_before")
    write_rows(public / "assignments.csv", header, shuffled(assignments, rng))
    header = ("order_id", "experiment_id", "user_id", "day", "amount")
    write_rows(public / "orders.csv", header, numbered(shuffled(orders, rng), rng))
    header = ("experiment_id", "valid", "effect", "ideal_width")
    write_rows(out / "answers" / "experiments.csv", header, answers)
    (out / "answers" / "canary.txt").write_text(canary(seed))


def log_of(
    name: str, experiment: Experiment, rng: np.random.Generator
) -> tuple[list[Row], list[Row]]:
    """Assignments and orders, with users in both arms and test accounts among them."""
    shoppers = experiment.shoppers
    size = shoppers.size
    numbers = rng.choice(900_000, size, replace=False)
    users = [f"U{100_000 + number}" for number in numbers.tolist()]
    stores = rng.permutation(np.arange(10, 100))[:STORES]
    places = [f"S{number}" for number in stores[experiment.store].tolist()]
    arms = np.where(experiment.treated, "B", "A").tolist()
    before = [f"{amount:.2f}" for amount in shoppers.before.tolist()]
    rows: list[Row] = [(name, *row) for row in zip(users, places, arms, before, strict=True)]
    if experiment.plan.unit == "user":
        rows += seen_twice(rows, rng)
    placed = zip(
        shoppers.owner.tolist(), shoppers.day.tolist(), shoppers.amount.tolist(), strict=True
    )
    orders: list[Row] = [
        (name, users[owner], day, f"{amount:.2f}") for owner, day, amount in placed
    ]
    for number in rng.permutation(np.arange(1000, 9999))[:STAFF]:
        arm = "B" if rng.random() < 0.7 else "A"
        rows.append((name, f"T{number}", f"S{rng.choice(stores)}", arm, "0.00"))
        orders += [
            (name, f"T{number}", int(rng.integers(1, LOG_DAYS)), f"{rng.uniform(300, 900):.2f}")
            for _ in range(2)
        ]
    return rows, orders


def seen_twice(rows: list[Row], rng: np.random.Generator) -> list[Row]:
    """Rows of the other arm, for users whom the fault of two devices put into both."""
    chosen = rng.choice(len(rows), round(TWICE_SHARE * len(rows)), replace=False)
    others = {"A": "B", "B": "A"}
    return [(*rows[at][:3], others[str(rows[at][3])], rows[at][4]) for at in chosen]


def shuffled(rows: list[Row], rng: np.random.Generator) -> list[Row]:
    return [rows[at] for at in rng.permutation(len(rows)).tolist()]


def numbered(orders: list[Row], rng: np.random.Generator) -> list[Row]:
    """Give each order its number; deliver some of them twice, the second time anywhere."""
    numbers = rng.permutation(np.arange(1_000_000, 4_000_000, 7))[: len(orders)]
    named = [(f"O{number}", *order) for number, order in zip(numbers.tolist(), orders, strict=True)]
    again = [
        named[at]
        for at in rng.choice(len(named), round(REPEATED_SHARE * len(named)), replace=False)
    ]
    return shuffled(named + again, rng)


def write_rows(path: Path, header: tuple[str, ...], rows: Iterable[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
