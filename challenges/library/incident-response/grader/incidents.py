"""What goes wrong in a week, when, and what would mend it; and what only looks as if it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

KINDS = (
    *("bad_model", "bad_canary", "stale", "schema", "overload"),
    *("replica", "cache", "dependency", "tracking"),
)
CAUSES = (
    *("model", "stale", "schema", "overload"),
    *("replica", "cache", "dependency", "tracking"),
)
TICKS, WARM_UP = 400, 30
LENGTH, GAP = 22, 11  # ticks; an incident that nobody ends lasts LENGTH
GROWTH = 6  # ticks until an incident is at its worst
GRACE = 2  # ticks after an incident's end in which what mends it is still no mistake

Action = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """`target`: the feature group, or the place of the replica; `size`: how bad, in its own unit."""

    kind: str
    start: int
    target: str = ""
    size: float = 0.0
    by_unit: bool = False  # of a schema change: another unit, rather than missing values

    @property
    def cause(self) -> str:
        return "model" if self.kind in {"bad_model", "bad_canary"} else self.kind

    @property
    def end(self) -> int:
        return self.start + LENGTH

    def grown(self, tick: int) -> float:
        """How far it has come, up to 1: most faults spread through the service bit by bit."""
        return min(1.0, (tick - self.start + 1) / GROWTH)

    def covers(self, tick: int) -> bool:
        return self.start <= tick < self.end

    def mended_by(self, action: Action, replica: str) -> bool:
        """Whether this is the right thing to do. Overload is judged by what is in use instead."""
        do, target = action["do"], action.get("target")
        return {
            "model": do == "rollback",
            "stale": do == "restart_pipeline" and target == self.target,
            "schema": do in {"pin", "disable"} and target == self.target,
            "replica": do == "drain" and target == replica,
            "cache": do == "flush_cache",
            "dependency": do in {"pin", "disable"} and target == self.target,
            "tracking": do == "page",
        }.get(self.cause, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoy:
    """Looks odd and mends itself, or is no fault at all."""

    kind: str
    start: int
    length: int
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """Everything that the controller cannot influence. `demand`: requests per second, per tick."""

    seed: int
    first_quarter: int  # of an hour, from Monday's midnight
    demand: list[float]
    incidents: list[Incident]
    decoys: list[Decoy]


def draw_incidents(rng: np.random.Generator) -> list[Incident]:
    """One of each kind, in a random order."""
    slack = TICKS - WARM_UP - len(KINDS) * (LENGTH + GAP)
    later = np.sort(rng.integers(slack + 1, size=len(KINDS))).tolist()
    starts = [WARM_UP + place * (LENGTH + GAP) + late for place, late in enumerate(later)]
    order = [KINDS[at] for at in rng.permutation(len(KINDS))]
    return [_incident(rng, kind, start) for kind, start in zip(order, starts, strict=True)]


def _incident(rng: np.random.Generator, kind: str, start: int) -> Incident:
    targets = {"stale": ("user", "item"), "schema": ("user", "item", "geo"), "dependency": ("geo",)}
    target = str(rng.choice(targets[kind])) if kind in targets else ""
    if kind == "replica":
        target = str(rng.integers(6))
    size = {
        "bad_model": rng.uniform(0.74, 0.8),
        "bad_canary": rng.uniform(0.1, 0.18),
        "stale": rng.uniform(0.012, 0.018),
        "schema": rng.uniform(0.72, 0.78),
        "overload": rng.uniform(1.12, 1.3),
        "replica": rng.uniform(0.3, 0.5),
        "cache": rng.uniform(0.75, 0.8),
        "dependency": rng.uniform(280, 420),
        "tracking": rng.uniform(0.4, 0.75),
    }[kind]
    by_unit = bool(rng.random() < 0.5)
    return Incident(kind=kind, start=start, target=target, size=float(size), by_unit=by_unit)


def draw_decoys(rng: np.random.Generator, incidents: list[Incident]) -> list[Decoy]:
    """A sound release shortly before what is not a model's fault, and oddities in quiet hours."""
    decoys = [
        Decoy(kind="release", start=one.start - int(rng.integers(1, 4)), length=1)
        for one in incidents
        if one.kind in {"schema", "cache", "tracking"}
    ]
    lengths = {"dip": 1, "spike": 1, "blip": 2, "bump": 7, "nulls": 7, "shift": 7, "canary": 1}
    kinds = [*lengths, "dip", "spike"]
    order = [kinds[at] for at in rng.permutation(len(kinds))]
    for kind, before in zip(order, incidents, strict=True):
        start = before.end + 2 + int(rng.integers(8 - lengths[kind]))
        target = str(rng.choice(["user", "item", "geo"]))
        decoys.append(Decoy(kind=kind, start=start, length=lengths[kind], target=target))
    return sorted(decoys, key=lambda one: one.start)
