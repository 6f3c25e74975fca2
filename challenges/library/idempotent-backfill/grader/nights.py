"""Two nights of deliveries, and the ways in which a delivery breaks."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from grader.flights import Flight
from grader.records import DAYS, Record

FIRST_NIGHT, GOOD, BROKEN = 14, 8, ("cut", "short", "garbled")
BEHIND = 0.15  # of the records come with a later delivery of the night than their day's own
TWICE = 0.06  # come a second time, unchanged
STRAY = 0.12  # of the second night's records for the other days are in broken deliveries
SILENT = 1  # day of which the second night holds nothing but broken deliveries
CELL = {"date": 1, "revision": 6, "delay": 7}


@dataclass(frozen=True)
class Delivery:
    name: str
    records: tuple[Record, ...]  # as the sender meant them
    fault: str  # "" or one of BROKEN
    text: str  # as it arrives


def first_night(flights: list[Flight], deliveries: int, rng: np.random.Generator) -> list[Delivery]:
    parcels: list[list[Record]] = [[] for _ in range(deliveries)]
    for flight in flights:
        for at, record in enumerate(flight.first_night):
            own = DAYS.index(record.date) * deliveries // len(DAYS) + int(rng.integers(2))
            late = at > 0 or rng.random() < BEHIND
            parcels[rng.integers(deliveries) if late else own].append(record)
            if rng.random() < TWICE:
                parcels[rng.integers(deliveries)].append(record)
    return [_sound(f"delivery-{at:02}", one, rng) for at, one in enumerate(parcels, 1)]


def second_night(
    flights: list[Flight], begin: int, faults: tuple[str, ...], rng: np.random.Generator
) -> list[Delivery]:
    """Late records, corrections and outdated ones sent again, in sound and broken deliveries."""
    silent = set(rng.choice(DAYS, SILENT, replace=False))
    order = rng.permutation(GOOD + len(faults))
    broken, sound = order[: len(faults)], order[len(faults) :]
    parcels: list[list[Record]] = [[] for _ in order]
    for flight in flights:
        for record in flight.second_night:
            strays = record.date in silent or rng.random() < STRAY
            parcels[rng.choice(broken if strays else sound)].append(record)
    result = [_sound(f"delivery-{at:02}", one, rng) for at, one in enumerate(parcels, begin)]
    for fault, at in zip(faults, broken, strict=True):
        result[at] = _break(result[at], fault, rng)
    return result


def write_night(path: Path, deliveries: list[Delivery]) -> None:
    lines = [
        json.dumps({"delivery": one.name, "records": len(one.records), "text": one.text})
        for one in deliveries
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n")


def _sound(name: str, records: list[Record], rng: np.random.Generator) -> Delivery:
    shuffled = tuple(records[at] for at in rng.permutation(len(records)))
    return Delivery(name, shuffled, "", "\n".join(one.line for one in shuffled) + "\n")


def _break(one: Delivery, fault: str, rng: np.random.Generator) -> Delivery:
    lines = one.text.splitlines()
    at = int(rng.integers(len(lines) // 2, len(lines)))  # a good half can be read
    if fault == "cut":
        lines = [*lines[:at], lines[at][: int(rng.integers(8, 20))]]
    elif fault == "short":
        del lines[at]
    else:
        lines[at] = _garbled(lines[at], rng)
    return Delivery(one.name, one.records, fault, "\n".join(lines) + "\n")


def _garbled(line: str, rng: np.random.Generator) -> str:
    cells = line.split(",")
    cell, bad = (
        (CELL["date"], "2013-O3-05"),
        (CELL["revision"], "two"),
        (CELL["delay"], "1l"),
        (CELL["delay"], "?"),
    )[rng.integers(4)]
    cells[cell] = bad
    return ",".join(cells)
