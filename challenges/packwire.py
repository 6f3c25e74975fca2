"""One HTTP exchange with a service that nobody trusts. Standard library only.

Whatever goes wrong in it is the service's doing, so it is a value: a `Reply` without a status and
with the reason, never an exception. Every request ends by its own deadline, however slowly bytes
trickle in; head, body and the sum of all bytes are capped; nothing is decompressed and no redirect
is followed.
"""

import re
import select
import socket
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Self

from challenges.packkit import InvalidOutput, Parser, json_object

MIB = 1024 * 1024
CHUNK = 64 * 1024
MAX_HEAD_BYTES = 16 * 1024
MAX_HEADERS = 100
MAX_INTERIM_REPLIES = 8
MAX_CHUNK_LINE_BYTES = 256
# All replies together: they are kept, and the client's memory is not the service's to fill.
MAX_BYTES_IN_ALL = 64 * MIB
OK, NO_CONTENT, NOT_MODIFIED = 200, 204, 304

_STATUS_LINE = re.compile(rb"HTTP/1\.([01]) ([1-5]\d\d)(?: [^\r\n]*)?")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_FORBIDDEN = re.compile(rb"[\r\n\0]")
_LENGTH = re.compile(r"\d{1,15}", re.ASCII)
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?")
_WORD = re.compile(r"[!-~]+")
_TEXT = re.compile(r"[ -~]*")


class BrokenReplyError(Exception):
    """What came is no reply that can be used. Becomes the reason of a `Reply`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`seconds` bound everything from connecting to the last byte, `max_bytes` the reply's body.

    With a `pause` (seconds) the last part of the request is sent so much later than the first.
    """

    method: str = "GET"
    path: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)  # over those that the client sets
    body: bytes = b""
    seconds: float = 5.0
    max_bytes: int = MIB
    pause: float = 0.0

    def __post_init__(self) -> None:
        words = (self.method, self.path, *self.headers)
        texts = self.headers.values()
        if not (all(map(_WORD.fullmatch, words)) and all(map(_TEXT.fullmatch, texts))):
            raise ValueError(f"{self.method} {self.path}: not plain ASCII; quote it")

    def to_bytes(self, port: int, *, keep_alive: bool) -> bytes:
        lines = {
            "host": f"127.0.0.1:{port}",
            "user-agent": "client",
            "accept": "application/json",
            "accept-encoding": "identity",
            "connection": "keep-alive" if keep_alive else "close",
        }
        if self.body or self.method not in {"GET", "HEAD", "DELETE"}:
            lines["content-length"] = str(len(self.body))
        lines |= {name.lower(): value for name, value in self.headers.items()}
        head = "".join(f"{name.title()}: {value}\r\n" for name, value in lines.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode() + self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`status` is None when no usable reply came; `reason` tells why. Header names are lower case."""

    status: int | None
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float  # to the last byte; from being asked, or under `load` from when it was due

    def json(self, fields: Mapping[str, Parser]) -> dict[str, Any] | None:
        """Read the body as a JSON object with these fields, by packkit's rules; None if it is not."""
        try:
            return json_object("reply", self.body, fields)
        except InvalidOutput:
            return None


class Peer:
    """The service at the other end. Thread-safe; `has_ended` is set when no reply can come any more."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.has_ended = threading.Event()
        self._received = 0

    def count(self, received: int) -> None:
        """Add received bytes; between threads a little less exact than a lock would be."""
        self._received += received
        if self._received > MAX_BYTES_IN_ALL:
            raise BrokenReplyError(f"all replies together are larger than {MAX_BYTES_IN_ALL} bytes")


class Connection:
    """Asks one request after the other, on one connection where the service keeps it open."""

    def __init__(self, peer: Peer, *, keep_alive: bool = True) -> None:
        self._peer, self._keep_alive = peer, keep_alive
        self._socket: socket.socket | None = None
        self._buffer = bytearray()
        self._deadline = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None
        self._buffer.clear()

    def ask(self, request: Request) -> Reply:
        """Send the request and wait for the reply, or for the reason why there is none."""
        began_at = time.monotonic()
        self._deadline = began_at + request.seconds
        try:
            reply = self._exchange(request)
        except (BrokenReplyError, OSError) as error:
            self.close()
            reply = Reply(status=None, reason=_reason(error), seconds=0)
        return replace(reply, seconds=time.monotonic() - began_at)

    def _exchange(self, request: Request) -> Reply:
        if self._peer.has_ended.is_set():
            raise BrokenReplyError("the service has ended")
        open_socket = self._open()
        raw = request.to_bytes(self._peer.port, keep_alive=self._keep_alive)
        open_socket.settimeout(self._left())
        # It may have answered already, for instance that the body is too large.
        with suppress(BrokenPipeError, ConnectionResetError):
            first = len(raw) - max(1, len(request.body) // 2) if request.pause else 0
            open_socket.sendall(raw[:first])
            time.sleep(request.pause)
            open_socket.sendall(raw[first:])
        version, status, headers = self._final_head()
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise BrokenReplyError("the reply is encoded, though only identity was accepted")
        body, has_end = self._body(request, status, headers)
        if self._buffer:
            raise BrokenReplyError("more was sent than the reply announced")
        if not (self._keep_alive and has_end and _stays_open(version, headers)):
            self.close()
        return Reply(status=status, headers=headers, body=body, seconds=0)

    def _open(self) -> socket.socket:
        # What can be read before anything was asked is the end of the connection, or garbage.
        if self._socket is not None and _can_be_read(self._socket):
            self.close()
        if self._socket is None:
            place = ("127.0.0.1", self._peer.port)
            self._socket = socket.create_connection(place, timeout=self._left())
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _final_head(self) -> tuple[int, int, dict[str, str]]:
        """Skip replies that only announce another one."""
        for _ in range(MAX_INTERIM_REPLIES):
            head = parse_head(self._take_until(b"\r\n\r\n", MAX_HEAD_BYTES))
            if head[1] >= OK:
                return head
        raise BrokenReplyError("the reply announces other replies without end")

    def _body(self, request: Request, status: int, headers: dict[str, str]) -> tuple[bytes, bool]:
        """Read the body; false if only the end of the connection ended it."""
        cap, length = request.max_bytes, headers.get("content-length")
        if request.method == "HEAD" or status in {NO_CONTENT, NOT_MODIFIED}:
            return b"", True
        if (coding := headers.get("transfer-encoding")) is not None:
            if coding.lower() != "chunked" or length is not None:
                raise BrokenReplyError(
                    "the reply's length is told in a way that nobody can rely on"
                )
            return self._chunks(cap), True
        if length is None:
            return self._rest(cap), False
        if not _LENGTH.fullmatch(length):
            raise BrokenReplyError("Content-Length is not a number")
        if int(length) > cap:
            raise BrokenReplyError(f"the body is larger than {cap} bytes")
        return self._take(int(length)), True

    def _chunks(self, cap: int) -> bytes:
        body = bytearray()
        while True:
            told = _CHUNK_SIZE.fullmatch(self._take_until(b"\r\n", MAX_CHUNK_LINE_BYTES))
            if told is None:
                raise BrokenReplyError("a chunk of the body has no size")
            size = int(told[1], 16)
            if len(body) + size > cap:
                raise BrokenReplyError(f"the body is larger than {cap} bytes")
            if size == 0:
                break
            body += self._take(size)
            if self._take(2) != b"\r\n":
                raise BrokenReplyError("a chunk of the body is not as long as it said")
        for _ in range(MAX_HEADERS):
            if not self._take_until(b"\r\n", MAX_HEAD_BYTES):
                return bytes(body)
        raise BrokenReplyError("the reply's trailer does not end")

    def _rest(self, cap: int) -> bytes:
        while self._fill():
            if len(self._buffer) > cap:
                raise BrokenReplyError(f"the body is larger than {cap} bytes")
        return self._take(len(self._buffer))

    def _take_until(self, end: bytes, cap: int) -> bytes:
        looked = 0
        while (at := self._buffer.find(end, looked)) < 0 and len(self._buffer) <= cap:
            looked = max(0, len(self._buffer) - len(end) + 1)
            self._fill_or_break()
        if at < 0 or at > cap:
            raise BrokenReplyError(f"the reply's head is longer than {cap} bytes")
        taken = self._take(at)
        del self._buffer[: len(end)]
        return taken

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._fill_or_break()
        taken = bytes(self._buffer[:size])
        del self._buffer[:size]
        return taken

    def _fill_or_break(self) -> None:
        if not self._fill():
            raise BrokenReplyError("the connection ended before the reply did")

    def _fill(self) -> int:
        """Wait for more bytes; their number, 0 at the end of the connection."""
        assert self._socket is not None  # noqa: S101 - opened by _exchange
        self._socket.settimeout(self._left())
        part = self._socket.recv(CHUNK)
        self._peer.count(len(part))
        self._buffer += part
        return len(part)

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def parse_head(raw: bytes) -> tuple[int, int, dict[str, str]]:
    """Read minor version, status and headers. Raises `BrokenReplyError`."""
    first, *lines = raw.split(b"\r\n")
    status = _STATUS_LINE.fullmatch(first)
    if status is None:
        raise BrokenReplyError(f"not HTTP: {first[:40]!r}")
    if len(lines) > MAX_HEADERS:
        raise BrokenReplyError(f"the reply has more than {MAX_HEADERS} headers")
    headers: dict[str, str] = {}
    for line in lines:
        word, colon, text = line.partition(b":")
        if not (colon and _NAME.fullmatch(word)) or _FORBIDDEN.search(text):
            raise BrokenReplyError(f"not a header: {line[:40]!r}")
        name, value = word.decode("ascii").lower(), text.decode("latin-1").strip(" \t")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return int(status[1]), int(status[2]), headers


def _stays_open(version: int, headers: Mapping[str, str]) -> bool:
    told = {one.strip().lower() for one in headers.get("connection", "").split(",")}
    return "close" not in told and (version == 1 or "keep-alive" in told)


def _can_be_read(open_socket: socket.socket) -> bool:
    poller = select.poll()
    poller.register(open_socket, select.POLLIN)
    return bool(poller.poll(0))


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no complete reply in time"
    if isinstance(error, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(error, OSError):
        return f"the connection broke ({error.strerror or type(error).__name__})"
    return str(error)
