"""A risk model and the quotes that will be asked for: a sample to practise on, and hidden ones."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
from grader.requests import CHANGES
from grader.risk import FIELDS, predict, read_flights, train, trees_of
from packkit import canary

TRAINED_ON = 2500
SAMPLE, CAREFUL, ORDINARY = 120, 3 * len(CHANGES), 108
CHANGED_IN_TRAFFIC = 0.25  # share of ordinary traffic that needs care too

Row = dict[str, Any]


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    flights = read_flights()
    flights = [flights[at] for at in rng.permutation(len(flights))]
    model = train(flights[:TRAINED_ON], rng)
    trees = trees_of(model)
    asked = iter(flights[TRAINED_ON:])
    sample = [_row(next(asked), f"s{at:03d}") for at in range(SAMPLE)]
    quotes = _quotes(asked, rng)
    (out / "public" / "model.json").write_text(json.dumps(model, separators=(",", ":")))
    expected = [predict(row, model, trees) for row in sample]
    _write_csv(
        out / "public" / "sample.csv",
        ["id", *FIELDS, "probability"],
        [[*row.values(), one] for row, one in zip(sample, expected, strict=True)],
    )
    lines = "".join(json.dumps(quote) + "\n" for quote in quotes)
    (out / "hidden" / "quotes.jsonl").write_text(lines)
    due = [[quote["id"], predict(quote, model, trees)] for quote in quotes]
    _write_csv(out / "answers" / "probabilities.csv", ["id", "probability"], due)
    (out / "answers" / "canary.txt").write_text(canary(seed))


def _quotes(asked: Any, rng: np.random.Generator) -> list[Row]:
    """First those that need care, in a random order; then ordinary traffic, some of which does."""
    changes = [CHANGES[at % len(CHANGES)] for at in range(CAREFUL)]
    plan = [changes[at] for at in rng.permutation(CAREFUL)]
    plan += [
        CHANGES[rng.integers(len(CHANGES))] if rng.random() < CHANGED_IN_TRAFFIC else None
        for _ in range(ORDINARY)
    ]
    numbers = rng.choice(900_000, size=len(plan), replace=False) + 100_000
    quotes = []
    for number, change in zip(numbers, plan, strict=True):
        row = _row(next(asked), f"q{number}")
        if change is not None:
            change(row, rng)
        quotes.append(row)
    return quotes


def _row(flight: Row, id_: str) -> Row:
    return {"id": id_} | {name: flight[name] for name in FIELDS}


def _write_csv(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
