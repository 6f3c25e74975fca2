"""The packs' HTTP client against real sockets: every service, however hostile, gives a bounded reply."""

import itertools
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

from challenges import packhttp, packwire
from challenges.packhttp import NeverReadyError, Reply, Request, Service, get, load, post
from challenges.packkit import number

Handle = Callable[[socket.socket], None]

GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
SECONDS = 0.6  # what a request has


@contextmanager
def served(handle: Handle) -> Iterator[Service]:
    """A service that handles each connection in a thread of its own, then closes it."""
    door = socket.create_server(("127.0.0.1", 0))

    def take(visitor: socket.socket) -> None:
        with visitor, suppress(OSError):
            handle(visitor)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=take, args=(door.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield Service(door.getsockname()[1])
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()


def head_of(visitor: socket.socket) -> bytes:
    """One request's head; empty when the visitor has left."""
    head = b""
    while b"\r\n\r\n" not in head and (part := visitor.recv(65536)):
        head += part
    return head


def says(raw: bytes) -> Handle:
    def handle(visitor: socket.socket) -> None:
        head_of(visitor)
        visitor.sendall(raw)

    return handle


def goes_on(start: bytes, again: bytes, *, pause: float = 0) -> Handle:
    """Says `start`, then `again` for ever."""

    def handle(visitor: socket.socket) -> None:
        head_of(visitor)
        visitor.sendall(start)
        while True:
            visitor.sendall(again)
            time.sleep(pause)

    return handle


def resets(visitor: socket.socket) -> None:
    head_of(visitor)
    visitor.sendall(b"HTTP/1.1 200 OK\r\n")
    visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def ask(handle: Handle, **details: object) -> Reply:
    with served(handle) as service:
        return service.ask(get("/x", **{"seconds": SECONDS} | details))


LENGTH = b"HTTP/1.1 200 OK\r\nContent-Length: "
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"

HOSTILE: dict[str, tuple[Handle, str]] = {
    "says nothing": (lambda visitor: time.sleep(2), "no complete reply in time"),
    "leaves at once": (lambda visitor: None, "connection (ended|broke)"),
    "leaves after the request": (head_of, "connection ended before the reply did"),
    "drips its head": (goes_on(b"HTTP/1.1 200 OK\r\nX: ", b"a", pause=0.02), "no complete reply"),
    "drips its body": (goes_on(LENGTH + b"9999\r\n\r\n", b"a", pause=0.02), "no complete reply"),
    "drips chunks": (goes_on(CHUNKED + b"\r\n", b"1\r\na\r\n", pause=0.02), "no complete reply"),
    "never ends its head": (goes_on(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "head is longer"),
    "never ends a header": (goes_on(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 999), "head is longer"),
    "has 200 headers": (says(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"), "more than 100"),
    "never ends its body": (goes_on(b"HTTP/1.1 200 OK\r\n\r\n", b"y" * 9999), "larger than 1048576"),
    "never ends its chunks": (goes_on(CHUNKED + b"\r\n", b"270f\r\n" + b"y" * 9999 + b"\r\n"), "larger than 1048576"),
    "never ends a chunk line": (goes_on(CHUNKED + b"\r\n", b"0"), "head is longer than 256"),
    "never ends its trailer": (goes_on(CHUNKED + b"\r\n0\r\n", b"a: b\r\n"), "trailer does not end"),
    "announces too much": (says(LENGTH + b"999999999999\r\n\r\n"), "larger than 1048576"),
    "announces one huge chunk": (says(CHUNKED + b"\r\nffffffff\r\n"), "larger than 1048576"),
    "announces more than it sends": (says(LENGTH + b"9\r\n\r\nok"), "ended before the reply did"),
    "sends more than it announces": (says(LENGTH + b"2\r\n\r\nokay"), "more was sent"),
    "sends a second reply unasked": (says(GOOD + GOOD), "more was sent"),
    "has no number as length": (says(LENGTH + b"-2\r\n\r\nok"), "not a number"),
    "has two lengths": (says(LENGTH + b"2\r\nContent-Length: 3\r\n\r\nok"), "not a number"),
    "has a length and chunks": (says(CHUNKED + b"Content-Length: 2\r\n\r\n"), "nobody can rely on"),
    "has a chunk without size": (says(CHUNKED + b"\r\nzz\r\n"), "has no size"),
    "has a chunk that is longer": (says(CHUNKED + b"\r\n1\r\nabc\r\n"), "not as long as it said"),
    "is encoded": (says(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), "is encoded"),
    "is garbage": (says(b"\xff\xfe\x00garbage\r\n\r\n"), "not HTTP: b'"),
    "has status 99": (says(b"HTTP/1.1 099 No\r\n\r\n"), "not HTTP"),
    "speaks HTTP/2": (says(b"HTTP/2 200\r\n\r\n"), "not HTTP"),
    "has a header with a zero": (says(b"HTTP/1.1 200 OK\r\na:" + b" " * 15_000 + b"\0\r\n\r\n"), "not a header"),
    "folds a header": (says(b"HTTP/1.1 200 OK\r\na: b\r\n c\r\n\r\n"), "not a header"),
    "ends lines as it likes": (says(b"HTTP/1.1 200 OK\n\n"), "connection (ended|broke)"),
    "promises for ever": (goes_on(b"", b"HTTP/1.1 102 Wait\r\n\r\n"), "announces other replies"),
    "resets the connection": (resets, "connection broke"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_service_gives_a_reply_without_status_in_time(name: str) -> None:
    handle, told = HOSTILE[name]
    began_at = time.monotonic()
    reply = ask(handle)

    assert time.monotonic() - began_at < SECONDS + 0.5
    assert reply.status is None
    assert reply.body == b""
    assert re.search(told, reply.reason), reply.reason


def test_nobody_listening_is_a_reply_too() -> None:
    with served(says(GOOD)) as service:
        pass
    assert service.ask(get("/")).reason == "the connection was refused"


def test_a_service_that_does_not_take_a_large_body_costs_no_more_than_the_time() -> None:
    reply = ask(lambda visitor: time.sleep(2), method="POST", body=b"x" * 30_000_000)

    assert reply.reason == "no complete reply in time"
    assert reply.seconds < SECONDS + 0.3


@pytest.mark.parametrize(
    ("raw", "status", "body"),
    [
        (GOOD, 200, b"ok"),
        (b"HTTP/1.0 404 Not Found\r\nX-A: 1\r\nX-A: 2\r\n\r\ngone", 404, b"gone"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n", 302, b""),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + GOOD, 200, b"ok"),
        (CHUNKED + b"\r\n2;x=y\r\nab\r\n1\r\nc\r\n0\r\nX: y\r\n\r\n", 200, b"abc"),
        (b"HTTP/1.1 500\r\n\r\n", 500, b""),
    ],
)  # fmt: skip
def test_a_sound_reply_is_read_as_it_is(raw: bytes, status: int, body: bytes) -> None:
    reply = ask(says(raw))

    assert (reply.status, reply.body, reply.reason) == (status, body, "")
    assert 0 < reply.seconds < SECONDS


def test_headers_are_told_in_lower_case_and_together() -> None:
    reply = ask(says(b"HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a:  two \r\nContent-Length: 0\r\n\r\n"))
    assert reply.headers["x-a"] == "1, two"


def test_a_reply_to_head_has_no_body() -> None:
    assert ask(says(LENGTH + b"5\r\n\r\n"), method="HEAD").status == 200


def test_a_request_says_no_more_than_it_must() -> None:
    heads: list[bytes] = []

    def handle(visitor: socket.socket) -> None:
        heads.append(head_of(visitor))
        visitor.sendall(GOOD)

    with served(handle) as service:
        service.ask(post("/a?b=c", {"x": 1}, headers={"X-Key": "a b"}))
        port = service.peer.port

    assert heads == [
        b"POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUser-Agent: client\r\n"
        b"Accept: application/json\r\nAccept-Encoding: identity\r\nConnection: close\r\n"
        b'Content-Length: 8\r\nContent-Type: application/json\r\nX-Key: a b\r\n\r\n{"x": 1}' % port
    ]


@pytest.mark.parametrize(
    "details",
    [
        {"path": "/a b"},
        {"path": "/a\r\nHost: evil"},
        {"path": "/ü"},
        {"method": "GET "},
        {"headers": {"a": "b\r\nc: d"}},
        {"headers": {"a b": ""}},
    ],
)
def test_a_request_that_would_break_its_line_is_refused(details: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not plain ASCII"):
        Request(**details)  # type: ignore[arg-type]


def test_a_body_is_json_only_if_it_fits() -> None:
    def read(body: bytes) -> object:
        return Reply(status=200, body=body, seconds=0).json({"tax": number})

    assert read(b'{"tax": 1.5, "more": []}') == {"tax": 1.5}
    bad = (b"", b"[]", b'{"tax": NaN}', b'{"tax": "x"}', b"\xff", b"[" * 99_999, b'{"tax": 1e999}')
    assert [read(one) for one in bad] == [None] * len(bad)


def test_all_replies_together_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packwire, "MAX_BYTES_IN_ALL", 3 * len(GOOD))
    with served(says(GOOD)) as service:
        replies = [service.ask(get("/")) for _ in range(5)]

    assert [reply.status for reply in replies] == [200, 200, 200, None, None]
    assert "all replies together" in replies[3].reason


class Counting:
    """Answers requests on kept connections, `each` of them; counts the connections."""

    def __init__(self, *, each: int = 1000, reply: bytes = GOOD) -> None:
        self.connections = 0
        self._each, self._reply = each, reply

    def __call__(self, visitor: socket.socket) -> None:
        self.connections += 1
        for _ in range(self._each):
            if not head_of(visitor):
                return
            visitor.sendall(self._reply)


def test_a_connection_is_kept_as_long_as_the_service_keeps_it() -> None:
    kept, short = Counting(), Counting(each=2)
    said = Counting(reply=GOOD.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n"))
    old = Counting(reply=GOOD.replace(b"HTTP/1.1", b"HTTP/1.0"))
    for handle in (kept, short, said, old):
        with served(handle) as service, service.connection() as connection:
            for _ in range(4):
                assert connection.ask(get("/")).status == 200
                time.sleep(0.02)  # for the service to leave, if it does

    assert [one.connections for one in (kept, short, said, old)] == [1, 2, 4, 4]


def test_what_comes_unasked_on_a_kept_connection_answers_nothing() -> None:
    def handle(visitor: socket.socket) -> None:
        head_of(visitor)
        visitor.sendall(GOOD)
        time.sleep(0.05)
        visitor.sendall(GOOD.replace(b"ok", b"no"))
        head_of(visitor)

    with served(handle) as service, service.connection() as connection:
        first = connection.ask(get("/"))
        time.sleep(0.2)
        second = connection.ask(get("/"))

    assert (first.body, second.body) == (b"ok", b"ok")


def test_waiting_ends_when_the_service_is_ready(capfd: pytest.CaptureFixture[str]) -> None:
    asked = itertools.count()

    def handle(visitor: socket.socket) -> None:
        head_of(visitor)
        visitor.sendall(GOOD if next(asked) >= 3 else GOOD.replace(b"200", b"503"))

    with served(handle) as service:
        service.wait_until_ready(seconds=3)

    assert service.is_ready
    assert next(asked) == 4
    assert capfd.readouterr().out.encode() == packhttp.READY


def test_waiting_in_vain_says_why() -> None:
    with served(says(GOOD.replace(b"200", b"503"))) as service:
        began_at = time.monotonic()
        with pytest.raises(NeverReadyError, match=r"not answered with 200 in 0.3 s \(status 503\)"):
            service.wait_until_ready("/ready", seconds=0.3)

    assert 0.3 <= time.monotonic() - began_at < 0.6
    assert not service.is_ready


def test_nobody_waits_for_a_service_that_has_ended() -> None:
    service = Service(9)
    service.peer.has_ended.set()
    began_at = time.monotonic()

    with pytest.raises(NeverReadyError, match="before it ended"):
        service.wait_until_ready(seconds=60)
    replies = load(service, [get("/")] * 100, per_second=1)

    assert time.monotonic() - began_at < 1
    assert {reply.reason for reply in replies} == {"the service has ended"}


def sleeps(seconds: float) -> Handle:
    def handle(visitor: socket.socket) -> None:
        while head_of(visitor):
            time.sleep(seconds)
            visitor.sendall(GOOD)

    return handle


def test_load_is_asked_at_its_rate_however_long_answers_take() -> None:
    began_at = time.monotonic()
    with served(sleeps(0.2)) as service:
        replies = load(service, [get("/")] * 20, per_second=40, workers=16)

    assert 0.6 < time.monotonic() - began_at < 1.5
    assert all(0.2 <= reply.seconds < 0.6 for reply in replies)


def test_a_stall_counts_for_everybody_who_would_have_come_meanwhile() -> None:
    asked = itertools.count()

    def handle(visitor: socket.socket) -> None:
        while head_of(visitor):
            time.sleep(0.6 if next(asked) == 0 else 0)
            visitor.sendall(GOOD)

    with served(handle) as service:
        replies = load(service, [get("/")] * 10, per_second=20, workers=1)

    seconds = [reply.seconds for reply in replies]
    assert seconds[0] >= 0.6
    assert all(one == pytest.approx(0.6 - 0.05 * n, abs=0.2) for n, one in enumerate(seconds))
