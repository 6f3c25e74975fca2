"""Lets the candidate's controller serve a week: each tick is one request."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from grader.duty import serve_week
from grader.incidents import CAUSES
from grader.metrics import observe
from grader.service import MOST_REPLICAS, Service
from grader.weeks import from_json
from packhttp import Connection, post
from packhttp import Service as Candidate
from packkit import InvalidOutput, list_of, one_of, optional, text, whole

READY_SECONDS, TICK_SECONDS = 8.0, 3.0
MOST_ACTIONS = 6
TARGETED = ("drain", "restart_pipeline", "pin", "unpin", "disable", "enable")
PLAIN = ("rollback", "flush_cache", "page")
DO = one_of(*TARGETED, *PLAIN, "scale")


class Remote:
    """A controller at the other end of a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def decide(self, service: Service) -> dict[str, Any]:
        where = f"tick {service.tick}"
        reply = self.connection.ask(post("/tick", observe(service), seconds=TICK_SECONDS))
        if reply.status != 200:
            raise InvalidOutput(f"{where}: {reply.reason or f'status {reply.status}'}.")
        told = reply.json(
            {
                "actions": list_of(_action, at_most=MOST_ACTIONS),
                "cause": optional(one_of(*CAUSES)),
            }
        )
        if told is None:
            raise InvalidOutput(
                f"{where}: not at most {MOST_ACTIONS} actions and a cause as agreed: "
                f"{reply.body[:120].decode('utf-8', 'replace')}"
            )
        return told


def _action(told: Any) -> dict[str, Any]:
    """Read one action. Raises ValueError, as parsers do."""
    if not isinstance(told, dict):
        raise ValueError("is not an object")  # noqa: TRY004 - as packkit's parsers
    do = DO(told.get("do"))
    if do == "scale":
        to = whole(told.get("to"))
        if not 1 <= to <= MOST_REPLICAS:
            raise ValueError(f"does not scale to 1 to {MOST_REPLICAS}")
        return {"do": do, "to": to}
    return {"do": do, "target": text(told.get("target"))} if do in TARGETED else {"do": do}


def drive(case: Path, candidate: Candidate) -> dict[str, bytes]:
    week = from_json(json.loads((case / "answers" / "week.json").read_text())["week"])
    candidate.wait_until_ready("/healthz", seconds=READY_SECONDS)
    with candidate.connection() as connection:
        record = serve_week(Remote(connection), Service(week))
    return {"record.json": json.dumps(dataclasses.asdict(record)).encode()}
