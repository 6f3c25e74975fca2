"""Two survey flights: one to practise on, with its truth, and one whose labels have a price."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from grader.flights import ANSWERS, POOL, SEALED, TRUTH
from grader.game import Inspectors, area, label_quality, play
from grader.patches import Flight, fly
from grader.players import Chance, Reference
from packkit import canary


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    practice, flight = fly(rng), fly(rng)
    inspectors_seed = int(rng.integers(1 << 31))
    _write_practice(out / "public", practice)
    _write_patches(out / POOL, flight.pool_ids, flight.pool)
    _write_patches(out / SEALED, flight.test_ids, flight.test)
    rows = [*zip(flight.pool_ids, flight.materials, strict=True)]
    rows += [*zip(flight.test_ids, flight.test_materials, strict=True)]
    _write(out / TRUTH, ["id", "material"], rows)
    told = {
        "canary": canary(seed),
        "codes": flight.codes,
        "rare": flight.rare,
        "inspectors": inspectors_seed,
        "bounds": _bounds(flight, inspectors_seed),
    }
    (out / ANSWERS).write_text(json.dumps(told))


def _bounds(flight: Flight, seed: int) -> dict[str, dict[str, float]]:
    """What chance with a nearest neighbour and the reference reach with the same inspectors."""
    naive = play(Chance(seed), flight, Inspectors(flight, seed))
    good = play(Reference(), flight, Inspectors(flight, seed))
    return {
        "area": {"floor": area(naive), "ceiling": area(good)},
        "final": {"floor": naive.accuracies[-1], "ceiling": good.accuracies[-1]},
        "labels": {"ceiling": label_quality(good, flight) or 1.0},
    }


def _write_practice(folder: Path, flight: Flight) -> None:
    parts = (
        ("pool.csv", flight.pool_ids, flight.pool, flight.materials),
        ("sealed.csv", flight.test_ids, flight.test, flight.test_materials),
    )
    for name, ids, table, materials in parts:
        _write_patches(folder / name, ids, table)
        rows = [*zip(ids, materials, strict=True)]
        _write(folder / f"{Path(name).stem}_truth.csv", ["id", "material"], rows)


def _write_patches(path: Path, ids: Sequence[str], table: Any) -> None:
    header = ["id", *(f"c{number:02d}" for number in range(table.shape[1]))]
    rows = [[id_, *row.tolist()] for id_, row in zip(ids, table, strict=True)]
    _write(path, header, rows)


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
