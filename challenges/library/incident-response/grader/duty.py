"""A week on duty, tick by tick, and what is to be said of it afterwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from grader.incidents import GRACE, LENGTH, TICKS, Action, Incident, Week
from grader.service import Service

CLEANING_UP = {"unpin", "enable", "scale"}  # what costs money at worst, and is counted there


class Controller(Protocol):
    def decide(self, service: Service) -> dict[str, Any]: ...


@dataclass(slots=True, kw_only=True)
class Record:
    """`mitigated`: an incident's start → tick. `causes`: what was named, per tick."""

    lost: float = 0.0
    mitigated: dict[int, int] = field(default_factory=dict)
    needless: list[str] = field(default_factory=list)
    false_pages: int = 0
    causes: list[str | None] = field(default_factory=list)


def serve_week(controller: Controller, service: Service) -> Record:
    week, record = service.week, Record()
    lost = asked = 0.0
    for tick in range(TICKS):
        service.begin_tick(tick)
        decision = controller.decide(service)
        for action in decision["actions"]:
            _judge(action, service, record)
            service.act(action)
        for one in week.incidents:
            if one.kind == "overload" and one.covers(tick) and one not in service.hurting():
                record.mitigated.setdefault(one.start, tick)
        record.causes.append(decision["cause"])
        lost += service.demand() * service.lost()
        asked += service.demand()
    record.lost = lost / asked
    return record


def _judge(action: Action, service: Service, record: Record) -> None:
    """Note what it mitigates, or that there was nothing for it to mitigate."""
    if action["do"] in CLEANING_UP:
        return
    fitting = [
        one
        for one in service.week.incidents
        if one.start <= service.tick < one.end + GRACE
        and one.mended_by(action, service.sick.get(one.start, ""))
    ]
    firsts = [record.mitigated.setdefault(one.start, service.tick) for one in fitting]
    if service.tick in firsts:
        return
    if action["do"] == "page":
        record.false_pages += 1
    else:
        record.needless.append(f"{action['do']} {action.get('target') or ''}".strip())


def ticks_to_mitigation(record: Record, week: Week) -> list[int]:
    """Per incident; LENGTH for one that was never mitigated."""
    return [record.mitigated.get(one.start, one.end) - one.start for one in week.incidents]


def mitigated_share(record: Record, week: Week) -> float:
    waits = ticks_to_mitigation(record, week)
    return sum(wait < LENGTH for wait in waits) / len(waits)


def named_rightly(record: Record, week: Week) -> list[bool]:
    """Per incident: whether the cause named most often while it lasted is its own."""
    return [_most_named(record.causes[one.start : one.end]) == one.cause for one in week.incidents]


def _most_named(causes: Sequence[str | None]) -> str | None:
    counts = Counter(cause for cause in causes if cause is not None)
    return max(counts, key=lambda cause: (counts[cause], cause)) if counts else None


def mending_action(incident: Incident, service: Service) -> dict[str, Any]:
    """One that is right."""
    return {
        "model": {"do": "rollback"},
        "stale": {"do": "restart_pipeline", "target": incident.target},
        "schema": {"do": "pin", "target": incident.target},
        "overload": {"do": "scale", "to": 10},
        "replica": {"do": "drain", "target": service.sick.get(incident.start, "")},
        "cache": {"do": "flush_cache"},
        "dependency": {"do": "disable", "target": incident.target},
        "tracking": {"do": "page"},
    }[incident.cause]
