"""Survey flights: patches of seven materials, some rare, some spoilt, seen through another camera each.

A patch is a blend of two real segments of one material, so that it stands in no published table;
each flight's camera mixes the columns in its own way and calls the materials by its own codes.
"""

import csv
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEGMENTS = Path(__file__).parent.parent / "data" / "segments.csv.gz"
POOL_SIZES = (250, 210, 170, 120, 90, 12, 10)  # patches of each material; the last two are rare
RARE = 2
SPOILT = 36
TESTED = 40  # sealed patches of each material
BLEND = 0.5  # at most so much of the second segment
BLUR = 0.12  # noise of a channel, in its standard deviations
DIGITS = 4

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """`materials` of the pool: the code, or "" for a spoilt patch."""

    codes: list[str]
    rare: list[str]
    pool_ids: list[str]
    pool: Floats
    materials: list[str]
    test_ids: list[str]
    test: Floats
    test_materials: list[str]


def fly(rng: np.random.Generator) -> Flight:
    groups = [groups_of_segments()[at] for at in rng.permutation(len(POOL_SIZES))]
    codes = [f"M{number}" for number in rng.choice(90, len(groups), replace=False) + 10]
    pool, materials, test, test_materials = [], [], [], []
    for group, code, size in zip(groups, codes, POOL_SIZES, strict=True):
        patches = _blend(rng, group, size + TESTED)
        pool.append(patches[:size])
        test.append(patches[size:])
        materials += [code] * size
        test_materials += [code] * TESTED
    pool.append(_spoilt(rng, np.concatenate(groups)))
    materials += [""] * SPOILT
    seen = _camera(rng, [np.concatenate(pool), np.concatenate(test)])
    order, test_order = (rng.permutation(len(part)) for part in seen)
    numbers = rng.permutation(90_000)[: len(materials) + len(test_materials)] + 10_000
    ids = [f"p{number}" for number in numbers]
    return Flight(
        codes=sorted(codes),
        rare=codes[-RARE:],
        pool_ids=ids[: len(materials)],
        pool=seen[0][order],
        materials=[materials[at] for at in order],
        test_ids=ids[len(materials) :],
        test=seen[1][test_order],
        test_materials=[test_materials[at] for at in test_order],
    )


@cache
def groups_of_segments() -> list[Floats]:
    """Per material: its segments, each channel with mean 0 and standard deviation 1 over all."""
    with gzip.open(SEGMENTS, "rt", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [name for name in rows[0] if name != "material"]
    table = np.array([[float(row[name]) for name in names] for row in rows])
    table = np.sign(table) * np.log1p(np.abs(table))
    table = np.clip((table - table.mean(axis=0)) / table.std(axis=0), -3, 3)
    materials = np.array([row["material"] for row in rows])
    return [table[materials == one] for one in sorted(set(materials.tolist()))]


def _blend(rng: np.random.Generator, group: Floats, count: int) -> Floats:
    first, second = rng.integers(len(group), size=(2, count))
    share = rng.uniform(0, BLEND, size=(count, 1))
    blurred = (1 - share) * group[first] + share * group[second]
    return blurred + rng.normal(0, BLUR, blurred.shape)


def _spoilt(rng: np.random.Generator, everything: Floats) -> Floats:
    """Motion, glare, a bird: each channel from anywhere, and stretched."""
    columns = [rng.permutation(column)[:SPOILT] for column in everything.T]
    return np.array(columns).T + rng.normal(0, 0.3, (SPOILT, len(columns)))


def _camera(rng: np.random.Generator, parts: Sequence[Floats]) -> list[Floats]:
    """Mix the channels: a rotation, and a stretch of each direction."""
    width = parts[0].shape[1]
    rotation, _ = np.linalg.qr(rng.normal(size=(width, width)))
    mixing = rotation * rng.uniform(0.6, 1.6, width)
    offset = rng.normal(0, 2, width)
    return [(part @ mixing + offset).round(DIGITS) for part in parts]
