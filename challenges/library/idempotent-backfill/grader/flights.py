"""Draws flights and the revisions of their records: estimates first, what was measured last."""

from dataclasses import dataclass

import numpy as np

from grader.records import DAYS, Record, known_flights

REVISED = 0.3  # of the flights have a second revision in the first night already
LATE = 0.08  # are not reported at all before the second night
CORRECTED = 0.12  # get a further revision in the second night
RESENT = 0.08  # have their first revision sent again in the second night, though it is outdated


@dataclass(frozen=True)
class Flight:
    revisions: tuple[Record, ...]  # from the first to the last
    known: int  # how many of them the first night holds
    resent: bool

    @property
    def first_night(self) -> tuple[Record, ...]:
        return self.revisions[: self.known]

    @property
    def second_night(self) -> tuple[Record, ...]:
        return self.revisions[self.known :] + (self.revisions[:1] if self.resent else ())


def draw_flights(per_day: int, rng: np.random.Generator) -> list[Flight]:
    ids = [f"f{number:06x}" for number in rng.choice(16**6, per_day * len(DAYS), replace=False)]
    flights = []
    for day in DAYS:
        rows = known_flights()[day]
        chosen = rng.choice(len(rows), per_day, replace=False)
        flights += [_flight(rows[at], ids.pop(), rng) for at in chosen]
    return flights


def _flight(row: dict[str, str], flight_id: str, rng: np.random.Generator) -> Flight:
    revisions = 2 if rng.random() < REVISED else 1
    kind = rng.random()
    if kind < LATE:
        return Flight(_revisions(row, flight_id, 1, rng), known=0, resent=False)
    corrected = kind < LATE + CORRECTED
    resent = not corrected and kind < LATE + CORRECTED + RESENT
    known = 2 if resent else revisions
    return Flight(_revisions(row, flight_id, known + corrected, rng), known=known, resent=resent)


def _revisions(
    row: dict[str, str], flight_id: str, count: int, rng: np.random.Generator
) -> tuple[Record, ...]:
    cells = [row[name] for name in ("date", "carrier", "number", "origin", "dest")]
    delays = [row["dep_delay"], row["arr_delay"]]
    result = [Record(flight_id, *cells, count, *delays)]
    for revision in range(count - 1, 0, -1):
        off = int(rng.integers(1, 20)) * (1 if rng.random() < 0.5 else -1)
        told = [str(int(cell or 0) + off) for cell in delays]
        result.insert(0, Record(flight_id, *cells, revision, *told))
    return tuple(result)
