"""What we start, we end: in reverse order, after a grace time, with everything that it started."""

import os
import time
from pathlib import Path

import pytest

from bootstrap.services import Service, Services
from bootstrap.steps import StepError
from tests.bootstrap.processes import ends_within

# Says when it is up, notes when it is asked to stop, and leaves after a moment.
POLITE = "trap 'echo {name} >> {record}; exit 0' TERM; echo up; while :; do sleep 0.05; done"
STUBBORN = "trap '' TERM; sleep 60 & echo $! > {record}; echo up; while :; do sleep 0.05; done"


def start(services: Services, script: str, folder: Path, *, grace_seconds: float = 5) -> Service:
    log = folder / f"{len(services.started)}.log"
    service = services.start(
        f"service {len(services.started)}",
        ["sh", "-c", script],
        log=log,
        environment=os.environ,
        grace_seconds=grace_seconds,
    )
    service.await_until(lambda: "up" in log.read_text(), seconds=5)
    return service


def test_the_last_one_started_is_the_first_one_stopped(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with Services() as services:
        start(services, POLITE.format(name="engine", record=record), tmp_path)
        start(services, POLITE.format(name="product", record=record), tmp_path)
    assert record.read_text().split() == ["product", "engine"]


def test_one_that_will_not_stop_is_killed_with_its_children(tmp_path: Path) -> None:
    record = tmp_path / "child"
    began = time.monotonic()
    with Services() as services:
        service = start(services, STUBBORN.format(record=record), tmp_path, grace_seconds=0.5)
    assert 0.4 < time.monotonic() - began < 5
    assert service.process.returncode == -9
    assert ends_within(int(record.read_text()), seconds=5)


def test_one_that_ends_before_it_is_ready_shows_why(tmp_path: Path) -> None:
    with Services() as services, pytest.raises(StepError, match=r"address in use(.|\n)*code 4"):
        start(services, "echo address in use; exit 4", tmp_path)


def test_one_that_is_never_ready_is_given_up(tmp_path: Path) -> None:
    with Services() as services:
        service = start(services, "echo up; sleep 60", tmp_path)
        with pytest.raises(StepError, match="not ready after 0 s"):
            service.await_until(lambda: False, seconds=0.2)
