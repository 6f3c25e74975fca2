"""The partner's archive: lists a night's deliveries and sends their lines, at its own pace.

Belongs to the platform. There is one connection, 20 lines come every 8 milliseconds, and the
archive keeps a log of what it sent.
"""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

LINES, SECONDS = 20, 0.008
LOG = Path(__file__).with_name("archive.log")


def listing(night: str) -> list[tuple[str, int]]:
    """Name and announced number of lines of each delivery of the night."""
    return [(one["delivery"], one["records"]) for one in _deliveries(night)]


def lines(night: str, delivery: str) -> Iterator[str]:
    """The lines of a delivery as they come in."""
    sent = next(one["text"] for one in _deliveries(night) if one["delivery"] == delivery)
    _log("begins", delivery)
    due = time.monotonic()
    for at, line in enumerate(sent.splitlines()):
        if at % LINES == 0:
            due += SECONDS
            time.sleep(max(0.0, due - time.monotonic()))
        yield line
    _log("ends", delivery)


def _deliveries(night: str) -> list[dict]:
    return [json.loads(line) for line in Path(night).read_text().splitlines()]


def _log(event: str, delivery: str) -> None:
    """One line, written at once: a kill cuts none in two."""
    log = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(log, f"{os.getpid()} {event} {delivery}\n".encode())
    os.close(log)
