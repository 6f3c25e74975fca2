"""Where the time of a run went: it waited for its turn, then grading took the time of its phases."""

from collections.abc import Mapping
from dataclasses import dataclass

from challenges.report import PHASES
from vetting.runs.models import Run

QUEUE = "queue"
TITLES = {QUEUE: "Waiting in the queue", **PHASES}


@dataclass(frozen=True, kw_only=True)
class Phase:
    name: str
    title: str
    seconds: float


def with_queue(measured: Mapping[str, float], *, run: Run) -> dict[str, float]:
    """Put before what grading measured how long `run`, as it was claimed, had waited for that claim.

    Earlier tries, which failed through a fault of ours, are part of the waiting.
    """
    if run.started_at is None:
        raise AssertionError("Only a claimed run has phases.")
    waited = run.started_at - run.queued_at
    return {QUEUE: round(waited.total_seconds(), 3), **measured}


def in_order(kept: Mapping[str, float]) -> list[Phase]:
    """List the phases that a result keeps: PostgreSQL's JSON does not keep their order."""
    return [
        Phase(name=name, title=title, seconds=kept[name])
        for name, title in TITLES.items()
        if name in kept
    ]
