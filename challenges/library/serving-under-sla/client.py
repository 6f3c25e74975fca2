"""Asks the candidate's service: careful quotes, bad requests, slow callers, steady load, a stop."""

import json
import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.requests import PATH, Row, bad_requests, quote
from grader.traffic import BESIDE, CAREFUL, WINDOW, WINDOWS, is_decided
from packhttp import Reply, Service, load
from packkit import number, text

READY_SECONDS = 8.0
PER_SECOND, WORKERS = 150, 8
SLOW_CALLERS = 4
UNDER_WAY, MEANWHILE = 3, 0.2  # requests that have half arrived when it is asked to stop, seconds
HALF_A_REQUEST = (
    f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    'Content-Length: 200\r\n\r\n{"id": "slow'
).encode()


def drive(case: Path, service: Service) -> dict[str, bytes]:
    service.wait_until_ready("/healthz", seconds=READY_SECONDS)
    lines = (case / "hidden" / "quotes.jsonl").read_text().splitlines()
    quotes = [json.loads(line) for line in lines]
    careful, traffic = quotes[:CAREFUL], quotes[CAREFUL:]
    told = {
        "careful": _one_by_one(service, careful),
        "bad": _ask_badly(service, traffic[0]),
        "beside": _beside_slow_callers(service, traffic[:BESIDE]),
        "windows": _under_load(service, traffic[BESIDE:]),
        "stopped": _while_it_stops(service, careful[:UNDER_WAY]),
    }
    return {"told.json": json.dumps(told).encode()}


def _one_by_one(service: Service, quotes: Sequence[Row]) -> list[dict[str, Any]]:
    with service.connection() as connection:
        return [_answer(row, connection.ask(quote(row))) for row in quotes]


def _ask_badly(service: Service, good: Row) -> list[dict[str, Any]]:
    told = []
    for name, request in bad_requests(good).items():
        reply = service.ask(request)
        told.append({"name": name, "status": reply.status, "reason": reply.reason})
    return told


def _beside_slow_callers(service: Service, quotes: Sequence[Row]) -> list[dict[str, Any]]:
    """Ask while others hold connections on which their request never ends."""
    with ExitStack() as callers, suppress(OSError):
        for _ in range(SLOW_CALLERS):
            place = ("127.0.0.1", service.peer.port)
            caller = callers.enter_context(socket.create_connection(place, timeout=1))
            caller.sendall(HALF_A_REQUEST)
        replies = load(service, [quote(row) for row in quotes], per_second=100, keep_alive=False)
        return [_answer(row, reply) for row, reply in zip(quotes, replies, strict=True)]
    return [{"id": row["id"], "status": None, "probability": None, "seconds": 0} for row in quotes]


def _under_load(service: Service, quotes: Sequence[Row]) -> list[list[dict[str, Any]]]:
    """Ask in two windows at most: where the first is decided, the second would tell nothing new."""
    windows: list[list[dict[str, Any]]] = []
    for at in range(WINDOWS):
        rows = quotes[at * WINDOW : (at + 1) * WINDOW]
        replies = load(
            service, [quote(row) for row in rows], per_second=PER_SECOND, workers=WORKERS
        )
        windows.append([_answer(row, one) for row, one in zip(rows, replies, strict=True)])
        if is_decided(windows[-1]):
            break
    return windows


def _while_it_stops(service: Service, quotes: Sequence[Row]) -> list[dict[str, Any]]:
    """Send half of some requests, ask the service to stop, send the rest: they are under way."""
    with ThreadPoolExecutor(len(quotes)) as callers, ExitStack() as connections:
        asked = []
        for row in quotes:
            request = quote(row)
            connection = connections.enter_context(service.connection())
            asked.append(callers.submit(connection.ask, replace(request, pause=MEANWHILE)))
        time.sleep(MEANWHILE / 2)
        service.stop()
        return [_answer(row, one.result()) for row, one in zip(quotes, asked, strict=True)]


def _answer(row: Row, reply: Reply) -> dict[str, Any]:
    found = reply.json({"id": text, "probability": number}) if reply.status == 200 else None
    is_its_own = found is not None and found["id"] == row["id"]
    return {
        "id": row["id"],
        "status": reply.status,
        "probability": found["probability"] if found and is_its_own else None,
        "seconds": reply.seconds,
    }
