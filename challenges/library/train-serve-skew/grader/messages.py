"""What is told of the departures, and when: late, out of order, corrected, taken back, twice."""

from dataclasses import dataclass, replace

import numpy as np

from grader.departures import DAY, Departure

FRESH = (0, 7)  # minutes from a departure to its message
SKEWED = (-4, 0)  # the sender's clock is ahead of ours
LATE = (20, 236)
STALE = (245, 900)
LAGS = ((FRESH, 0.84), (SKEWED, 0.06), (LATE, 0.07), (STALE, 0.03))
CORRECTED, CORRECTED_AGAIN, RETRACTED, REPEATED = 0.05, 0.3, 0.02, 0.05
OUTAGES, OUTAGE_MINUTES = 2, (100, 180)


@dataclass(frozen=True)
class Message:
    departure: str
    revision: int
    received: int
    at: int
    origin: str
    carrier: str
    tail: str
    delay: int | None  # None: there was no such departure


def tell(departures: list[Departure], rng: np.random.Generator, *, days: int) -> list[Message]:
    """All messages, in the order in which they are received."""
    told = [message for one in departures for message in _about(one, rng)]
    for origin, start, end in _outages(departures, rng, days):
        told = [
            replace(message, received=end + int(rng.integers(0, 4)))
            if message.origin == origin and start <= message.received < end
            else message
            for message in told
        ]
    shuffled = [told[at] for at in rng.permutation(len(told))]
    return sorted(shuffled, key=lambda message: message.received)


def _about(one: Departure, rng: np.random.Generator) -> list[Message]:
    first = Message(
        one.departure,
        1,
        one.at + _lag(rng),
        one.at,
        one.origin,
        one.carrier,
        one.tail,
        one.delay,
    )
    told = [first]
    if rng.random() < CORRECTED:
        told.append(_corrected(told[-1], one, rng))
        if rng.random() < CORRECTED_AGAIN:
            told.append(_corrected(told[-1], one, rng))
    if rng.random() < RETRACTED:
        received = one.at + int(rng.integers(5, 150))
        revision = told[-1].revision + 1
        told.append(replace(told[-1], revision=revision, received=received, delay=None))
    repeats = [
        replace(message, received=message.received + int(rng.integers(1, 400)))
        for message in told
        if rng.random() < REPEATED
    ]
    return told + repeats


def _corrected(last: Message, one: Departure, rng: np.random.Generator) -> Message:
    """The clock was read wrongly: departure and delay move together."""
    move = int(rng.choice((-1, 1)) * rng.integers(8, 41))
    received = max(last.at, last.at + move) + int(rng.integers(4, 170))
    return replace(
        last,
        revision=last.revision + 1,
        received=received,
        at=last.at + move,
        delay=last.at + move - one.scheduled,
    )


def _lag(rng: np.random.Generator) -> int:
    kind = int(rng.choice(len(LAGS), p=[share for _, share in LAGS]))
    return int(rng.integers(*LAGS[kind][0]))


def _outages(
    departures: list[Departure], rng: np.random.Generator, days: int
) -> list[tuple[str, int, int]]:
    """An airport's line is down for hours; then everything arrives at once."""
    origins = sorted({one.origin for one in departures})
    chosen = rng.choice(days, size=min(OUTAGES, days), replace=False)
    made = []
    for day in chosen.tolist():
        start = day * DAY + int(rng.integers(13 * 60, 18 * 60))
        made.append((str(rng.choice(origins)), start, start + int(rng.integers(*OUTAGE_MINUTES))))
    return made
