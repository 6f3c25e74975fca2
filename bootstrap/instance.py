"""One instance per data folder: two would share one SQLite file and not know of each other."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap.places import shown


class OccupiedError(Exception):
    """The port or the data folder belongs to somebody else; the message says what to do."""


@contextmanager
def sole_use(home: Path) -> Iterator[None]:
    """Hold the data folder, from before the first step until everything has ended."""
    descriptor = os.open(home / "instance.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(descriptor, 32, 0).decode().strip()
            raise OccupiedError(
                f"{shown(home)} is in use by process {holder}.\n"
                "What to do: stop it, or choose another data folder: `make run VETTING_HOME=…`."
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def require_free_port(port: int) -> None:
    """Raises `OccupiedError` when somebody listens on the loopback port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise OccupiedError(
                f"port {port} is in use.\nWhat to do: choose another: `make run PORT={port + 1}`."
            ) from None
