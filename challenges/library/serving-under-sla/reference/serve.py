"""Answers quotes over HTTP: one thread for each connection, the model loaded once.

An answer is in the log before the caller has it. SIGTERM lets what is under way finish, then exits 0.
"""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from quotes import BadQuoteError, parse
from risk import RiskModel

MAX_BODY = 64 * 1024
MOST_DRAINED = 1024 * 1024  # of a body that is too large, so that the refusal reaches its sender
IDLE_SECONDS = 10
DRAIN_SECONDS = 1.0  # what requests under way get when we are asked to stop


class Log:
    """One line for each answer, on disk when `write` returns."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", buffering=1)
        self._lock = threading.Lock()

    def write(self, entry: Mapping[str, Any]) -> None:
        with self._lock:
            self._file.write(json.dumps(entry) + "\n")

    def close(self) -> None:
        with self._lock:
            self._file.close()


class Server(ThreadingHTTPServer):
    daemon_threads = True  # a caller that never ends its request must not keep us from ending
    block_on_close = False
    request_queue_size = 128

    def __init__(self, port: int, model: RiskModel, log: Log) -> None:
        super().__init__(("127.0.0.1", port), Quotes)
        self.model, self.log = model, log
        self._busy, self._changed = 0, threading.Condition()

    @contextmanager
    def request_under_way(self) -> Iterator[None]:
        with self._changed:
            self._busy += 1
        try:
            yield
        finally:
            with self._changed:
                self._busy -= 1
                self._changed.notify_all()

    def drain(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        with self._changed:
            while self._busy and (left := deadline - time.monotonic()) > 0:
                self._changed.wait(left)


class Quotes(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    disable_nagle_algorithm = True  # head and body leave at once, not one acknowledgement later
    wbufsize = -1

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self.answer(200, {"status": "ok"})
        elif self.path == "/quotes":
            self.answer(405, {"error": "use POST"}, Allow="POST")
        else:
            self.answer(404, {"error": "no such path"})

    def do_POST(self) -> None:
        with self.server.request_under_way():  # from its first line on, not only once it is whole
            raw = self.body()
            if raw is not None and self.path == "/quotes":
                self.quote(raw)
            elif raw is not None:
                self.answer(404, {"error": "no such path"})
            self.wfile.flush()

    def quote(self, raw: bytes) -> None:
        try:
            quote = parse(raw)
        except BadQuoteError as error:
            self.answer(400, {"error": str(error)})
            return
        told = {"id": quote["id"], "probability": self.server.model.predict(quote)}
        self.server.log.write(told)
        self.answer(200, told)

    def body(self) -> bytes | None:
        """Read the request's body; None if it was refused."""
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self.close_connection = True
            self.answer(411, {"error": "Content-Length is needed"})
            return None
        if int(length) > MAX_BODY:
            self.close_connection = True
            left = min(int(length), MOST_DRAINED)
            while left > 0 and (part := self.rfile.read(min(left, MAX_BODY))):
                left -= len(part)
            self.answer(413, {"error": f"the body is larger than {MAX_BODY} bytes"})
            return None
        return self.rfile.read(int(length))

    def answer(self, status: int, told: Mapping[str, Any], **headers: str) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A line for each request on stderr would be the slowest part of it."""


def main() -> None:
    log = Log(Path("answered.jsonl"))
    server = Server(int(os.environ["PORT"]), RiskModel(), log)
    # In a thread of its own: shutdown() waits for the loop that a signal handler interrupts.
    signal.signal(
        signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start()
    )
    server.serve_forever(poll_interval=0.05)
    server.drain(DRAIN_SECONDS)
    server.server_close()
    log.close()


if __name__ == "__main__":
    main()
