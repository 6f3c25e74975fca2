"""What each feature is by the brief's rules, and what it is if one of them is broken.

Computed anew for every request from all messages, without state: slow, short, and unlike anything
that could serve.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from grader.messages import Message

FEATURES = (
    "origin_departures_60",
    "origin_mean_delay_180",
    "origin_worst_delay_120",
    "carrier_late_share_360",
    "tail_last_delay",
)
STALE_AFTER = 240  # minutes from a departure to a message: a later one is never used
CARRIER_WINDOW, LONGEST_WINDOW = 360, 720
LATE_DELAY = 15
FAR_MOVE = 90  # no correction moves a departure so far
NEVER = 10**9

Cells = tuple[float | None, ...]  # one request's features, in their order


@dataclass(frozen=True)
class Request:
    request: str
    at: int
    origin: str
    carrier: str
    tail: str


@dataclass(frozen=True)
class Reading:
    """How messages are read. The defaults are the rules of the brief, the rest are mistakes."""

    hindsight: bool = False  # also what was received after the request
    usable_after: int = STALE_AFTER  # minutes from a departure within which a message is used
    versions: str = "highest"  # or "first", or "each": every message is a departure

    def prefers(self, one: Message, other: Message) -> bool:
        """Whether `one` takes the place of `other`, a message about the same departure."""
        if self.versions == "first":
            return one.revision < other.revision
        return one.revision > other.revision


RULES = Reading()
HINDSIGHT = Reading(hindsight=True)


class Log:
    """All messages, found by the time of their departure."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._by_hour: dict[int, list[Message]] = {}
        for message in messages:
            self._by_hour.setdefault(message.at // 60, []).append(message)

    def read(self, request: Request, *readings: Reading) -> list[Cells]:
        """Return the features of one request, by each reading."""
        first, last = request.at - LONGEST_WINDOW - FAR_MOVE, request.at + FAR_MOVE
        near = [
            message
            for hour in range(first // 60, last // 60 + 1)
            for message in self._by_hour.get(hour, ())
        ]
        return [_features(request, _departures(near, request, reading)) for reading in readings]


def _departures(near: list[Message], request: Request, reading: Reading) -> list[Message]:
    horizon = NEVER if reading.hindsight else request.at
    found: dict[object, Message] = {}
    for message in near:
        if message.received > horizon or message.received - message.at > reading.usable_after:
            continue
        key = id(message) if reading.versions == "each" else message.departure
        if key not in found or reading.prefers(message, found[key]):
            found[key] = message
    return [
        message
        for message in found.values()
        if message.delay is not None and message.at <= request.at
    ]


def _features(request: Request, departures: list[Message]) -> Cells:
    """Windows reach back from the request: its own minute is in, the minute at their start is not."""
    here = [(request.at - one.at, one.delay) for one in departures if one.origin == request.origin]
    carrier = [
        one.delay
        for one in departures
        if one.carrier == request.carrier and request.at - one.at < CARRIER_WINDOW
    ]
    tail = [
        (one.at, one.delay)
        for one in departures
        if one.tail == request.tail and request.at - one.at < LONGEST_WINDOW
    ]
    three_hours = [delay for age, delay in here if age < 180]
    return (
        float(sum(age < 60 for age, _ in here)),
        sum(three_hours) / len(three_hours) if three_hours else None,
        max((float(delay) for age, delay in here if age < 120), default=None),
        sum(delay > LATE_DELAY for delay in carrier) / len(carrier) if carrier else None,
        float(max(tail)[1]) if tail else None,
    )


def same(one: float | None, other: float | None) -> bool:
    """Whether two cells say the same, to three decimals."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 0.0011
