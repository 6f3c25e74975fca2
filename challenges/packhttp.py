"""What a pack's `client.py` imports to talk to a candidate's service. Standard library only.

Once the service is ready, any failure to talk to it is its own doing, so it is a value: a `Reply`
without a status and with the reason. An exception out of `client.py` is the platform's fault.
"""

import json
import os
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Self

from challenges.packwire import CHUNK, OK, Connection, Peer, Reply, Request

POLL_SECONDS = 0.02
# Said on stdout to the platform outside, which takes the time of one and acts on the other.
READY, STOP = b"ready\n", b"stop\n"

__all__ = ["Connection", "NeverReadyError", "Reply", "Request", "Service", "get", "load", "post"]


class NeverReadyError(Exception):
    """The service did not get ready: the case ends here, as the candidate's doing."""


def get(path: str, **details: Any) -> Request:
    return Request(path=path, **details)


def post(path: str, told: Any, **details: Any) -> Request:
    """Make a request with `told` as its JSON body."""
    headers = {"content-type": "application/json", **details.pop("headers", {})}
    body = json.dumps(told, allow_nan=False).encode()
    return Request(method="POST", path=path, headers=headers, body=body, **details)


class Service:
    """The candidate's service, as `drive` is given it. `step` is the name of the step that serves."""

    def __init__(self, port: int, *, step: str = "") -> None:
        self.step = step
        self.peer = Peer(port)
        self.is_ready = False
        self.never_ready: str | None = None  # why, once waiting was in vain

    @classmethod
    def beside_us(cls, *, step: str) -> Self:
        """Find the service that runs beside this program; our stdin ends with it."""
        service = cls(int(os.environ["PORT"]), step=step)
        threading.Thread(target=service._watch, daemon=True).start()
        return service

    def _watch(self) -> None:
        while os.read(0, CHUNK):  # Not sys.stdin: its lock would be held while we end.
            pass
        self.peer.has_ended.set()

    def wait_until_ready(self, path: str = "/healthz", *, seconds: float = 10.0) -> None:
        """Ask until the answer is 200. If it never is, the case ends here, as the candidate's doing."""
        deadline = time.monotonic() + seconds
        told = "nothing was asked"
        while not self.peer.has_ended.is_set() and (left := deadline - time.monotonic()) > 0:
            reply = self.ask(get(path, seconds=left))
            if reply.status == OK:
                self.is_ready = True
                os.write(1, READY)
                return
            told = reply.reason or f"status {reply.status}"
            self.peer.has_ended.wait(POLL_SECONDS)
        when = "before it ended" if self.peer.has_ended.is_set() else f"in {seconds:g} s"
        self.never_ready = f"GET {path} was not answered with 200 {when} ({told})"
        raise NeverReadyError(self.never_ready)

    def stop(self) -> None:
        """Have the service asked to stop (SIGTERM) now; else that is when `drive` has returned."""
        os.write(1, STOP)

    def ask(self, request: Request) -> Reply:
        """Ask on a connection of its own."""
        with self.connection(keep_alive=False) as connection:
            return connection.ask(request)

    def connection(self, *, keep_alive: bool = True) -> Connection:
        return Connection(self.peer, keep_alive=keep_alive)


def load(
    service: Service,
    requests: Sequence[Request],
    *,
    per_second: float,
    workers: int = 8,
    keep_alive: bool = True,
) -> list[Reply]:
    """Ask at a steady rate, whether or not earlier requests were answered (an open loop).

    Request n is due n / `per_second` seconds after the first, and its reply's `seconds` count from
    then: a stall counts for everybody who would have come meanwhile. At most `workers` requests
    are under way at a time; `Request.seconds` count from when one of them takes it up.
    """
    began_at = time.monotonic()
    own = threading.local()
    connections: list[Connection] = []

    def ask(number: int) -> Reply:
        due_at = began_at + number / per_second
        if not hasattr(own, "connection"):
            own.connection = service.connection(keep_alive=keep_alive)
            connections.append(own.connection)
        service.peer.has_ended.wait(max(0, due_at - time.monotonic()))
        reply: Reply = own.connection.ask(requests[number])
        return replace(reply, seconds=max(0, time.monotonic() - due_at))

    try:
        with ThreadPoolExecutor(workers) as pool:
            return list(pool.map(ask, range(len(requests))))
    finally:
        for connection in connections:
            connection.close()
