"""Exports of six districts that overlap, hours to forecast, and what came in those hours."""

import json
from pathlib import Path

import numpy as np
from grader.districts import COLUMNS, Hour, World, city, draw_hours
from grader.yardstick import profile, yardstick
from packkit import canary

SHARDS, ROWS, NEW_ROWS = 6, 600, 1500
AGAIN = 2.0  # rows that another export holds too, for each row
BLOCK, OF_BLOCK = 5, 2  # of five days in a row two are forecast
PARAMETERS = {"members": 2, "waves": 200, "bandwidth": 0.3, "folds": 3}


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    world = World(rng)
    known, asked = _days(rng)
    train = draw_hours(known, ROWS, world, rng)
    new = draw_hours(asked, NEW_ROWS, world, rng)
    penalty = float(rng.choice([0.2, 0.3, 0.4]))
    parameters = {"seed": int(rng.integers(10**6)), **PARAMETERS, "penalty": penalty}
    public, answers = out / "public", out / "answers"
    _write_shards(public / "shards", train, rng)
    (public / "parameters.json").write_text(json.dumps(parameters, indent=1) + "\n")
    (public / "audit.py").write_bytes((Path(__file__).parent / "grader" / "audit.py").read_bytes())
    rows = [f"n{at:04},{one.seen}" for at, one in enumerate(new)]
    (public / "new.csv").write_text("\n".join([",".join(("id", *COLUMNS)), *rows]) + "\n")
    rows = [f"n{at:04},{one.bikers}" for at, one in enumerate(new)]
    (answers / "new.csv").write_text("\n".join(["id,bikers", *rows]) + "\n")
    bounds = {
        "profile": profile(train, new),
        "yardstick": yardstick(train, new, parameters),
    }
    (answers / "bounds.json").write_text(json.dumps(bounds))
    (answers / "canary.txt").write_text(canary(seed))


def _days(rng: np.random.Generator) -> tuple[list[int], list[int]]:
    """Days that are known and days that are asked, through all the year."""
    days, known, asked = sorted(city()), [], []
    for begin in range(0, len(days), BLOCK):
        block = [days[begin + at] for at in rng.permutation(len(days[begin : begin + BLOCK]))]
        asked += block[:OF_BLOCK]
        known += block[OF_BLOCK:]
    return known, asked


def _write_shards(folder: Path, train: list[Hour], rng: np.random.Generator) -> None:
    """Every row once, and again wherever the exports overlap."""
    folder.mkdir(parents=True)
    again = [train[at] for at in rng.integers(len(train), size=int(AGAIN * len(train)))]
    rows = [*train, *again]
    places = rng.integers(SHARDS, size=len(rows))
    for shard in range(SHARDS):
        mine = [one for one, place in zip(rows, places, strict=True) if place == shard]
        lines = [f"{mine[at].seen},{mine[at].bikers}" for at in rng.permutation(len(mine))]
        path = folder / f"part-{shard}.csv"
        path.write_text("\n".join([",".join((*COLUMNS, "bikers")), *lines]) + "\n")
