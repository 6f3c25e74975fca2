"""Plays the game with the candidate's service: each move is one request."""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from grader.flights import read_answers, read_flight
from grader.game import BATCH, BUDGET, Inspectors, play
from packhttp import Connection, Service, post
from packkit import InvalidOutput, Parser, list_of, text

READY_SECONDS, MOVE_SECONDS = 8.0, 5.0
MOST_IDS = 2000


class Remote:
    """A player at the other end of a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def begin(self, pool: list[dict[str, Any]], codes: list[str]) -> None:
        told = {"pool": pool, "codes": codes, "budget": BUDGET, "batch": BATCH}
        self._move("/begin", told, {})

    def ask(self, left: int) -> list[str]:
        ids: list[str] = self._move(
            "/ask", {"left": left}, {"ids": list_of(text, at_most=MOST_IDS)}
        )
        return ids

    def tell(self, answers: list[tuple[str, str]]) -> None:
        self._move("/tell", {"answers": answers}, {})

    def predict(self, rows: list[list[float]]) -> list[str]:
        codes: list[str] = self._move(
            "/predict", {"rows": rows}, {"codes": list_of(text, at_most=len(rows))}
        )
        if len(codes) != len(rows):
            raise InvalidOutput(f"/predict: {len(codes)} codes for {len(rows)} rows.")
        return codes

    def finish(self) -> dict[str, str]:
        return dict(self._move("/finish", {}, {"labels": list_of(_pair, at_most=MOST_IDS)}))

    def _move(self, path: str, told: Mapping[str, Any], fields: Mapping[str, Parser]) -> Any:
        """Ask, and return the one field of the answer, if there is one."""
        reply = self.connection.ask(post(path, told, seconds=MOVE_SECONDS))
        if reply.status != 200:
            raise InvalidOutput(f"{path}: {reply.reason or f'status {reply.status}'}.")
        answer = reply.json(fields)
        if answer is None:
            wanted = ", ".join(fields) or "an object"
            raise InvalidOutput(f"{path}: the answer is not JSON with {wanted} as agreed.")
        return next(iter(answer.values()), None)


def _pair(told: Any) -> tuple[str, str]:
    id_, code = list_of(text, at_most=2)(told)
    return id_, code


def drive(case: Path, service: Service) -> dict[str, bytes]:
    flight = read_flight(case)
    inspectors = Inspectors(flight, read_answers(case)["inspectors"])
    service.wait_until_ready("/healthz", seconds=READY_SECONDS)
    with service.connection() as connection:
        record = play(Remote(connection), flight, inspectors)
    return {"record.json": json.dumps(dataclasses.asdict(record)).encode()}
