"""The same guarantees with one process, SQLite and a broker in memory."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sandbox.descendants import descendants
from tests.faults.platform import REPOSITORY, SHORT, Process
from tests.servers import free_port, wait_until

pytestmark = pytest.mark.slow  # they wait for leases to run out


class Embedded:
    """A data folder, and the process that works in it."""

    def __init__(self, home: Path) -> None:
        self.home, self.port = home, free_port()
        self.processes: list[Process] = []
        self.environment = {
            **{name: value for name, value in os.environ.items() if "DATABASE" not in name},
            **{f"VETTING_{name.upper()}": str(value) for name, value in SHORT.items()},
            "DJANGO_SETTINGS_MODULE": "vetting.config.settings",
            "VETTING_MODE": "embedded",
            "VETTING_RUNNER": "process",
            "VETTING_HOME": str(home),
            "PORT": str(self.port),
        }

    def seed(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "tests.faults.seed"],
            cwd=REPOSITORY,
            env=self.environment,
            check=True,
            timeout=60,
        )

    def start(self) -> Process:
        command = [sys.executable, "-m", "vetting.config.embedded"]
        process = Process(command, self.environment, self.home / "log")
        self.processes.append(process)
        return process

    def row(self) -> dict[str, Any]:
        """Read the one run with its result, past the process that works on it."""
        with closing(sqlite3.connect(self.home / "vetting.sqlite3", timeout=20)) as database:
            database.row_factory = sqlite3.Row
            found = database.execute(
                "SELECT run.*, result.outcome, result.score FROM runs_run run "
                "LEFT JOIN runs_result result ON result.run_id = run.id"
            ).fetchall()
        assert len(found) == 1
        return dict(found[0])

    def wait_for_work(self) -> None:
        wait_until(lambda: "working" in self.row()["output"], seconds=40, what="the work")

    def wait_for_result(self) -> dict[str, Any]:
        wait_until(lambda: self.row()["state"] == "finished", seconds=90, what="the result")
        return self.row()

    def is_ready(self) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}/readyz"
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the data folder that each test begins with a copy of."""
    home = tmp_path_factory.mktemp("seeded")
    Embedded(home).seed()
    return home


@pytest.fixture
def embedded(seeded: Path, tmp_path: Path) -> Iterator[Embedded]:
    made = Embedded(Path(shutil.copytree(seeded, tmp_path / "home")))
    yield made
    for process in made.processes:
        process.kill()


def test_it_runs_what_was_handed_in(embedded: Embedded) -> None:
    embedded.start()
    wait_until(embedded.is_ready, seconds=30, what="readiness")
    result = embedded.wait_for_result()
    assert (result["outcome"], result["score"], result["tries"]) == ("completed", 1.0, 1)


def test_killed_and_started_again_it_ends_in_the_same_result(embedded: Embedded) -> None:
    first = embedded.start()
    embedded.wait_for_work()
    first.kill()
    assert embedded.row()["state"] == "running"
    embedded.start()
    result = embedded.wait_for_result()
    assert (result["outcome"], result["score"], result["tries"]) == ("completed", 1.0, 2)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_gives_back_and_leaves_nothing(
    embedded: Embedded, how: signal.Signals
) -> None:
    process = embedded.start()
    embedded.wait_for_work()
    below = descendants(process.popen.pid)
    assert below
    began = time.monotonic()
    process.popen.send_signal(how)
    assert process.popen.wait(20) == 0
    assert time.monotonic() - began < 15
    row = embedded.row()
    assert (row["state"], row["tries"], row["outcome"]) == ("queued", 0, None)
    assert not [pid for pid in below if Path("/proc", str(pid)).exists()]


def test_it_answers_on_loopback_only(embedded: Embedded) -> None:
    embedded.start()
    wait_until(embedded.is_ready, seconds=30, what="readiness")
    port = f"{embedded.port:04X}"
    listening = [
        line.split()[1]
        for table in ("tcp", "tcp6")
        for line in Path("/proc/net", table).read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port}") and line.split()[3] == "0A"
    ]
    assert listening == [f"0100007F:{port}"]


def test_two_cannot_work_in_one_folder(embedded: Embedded) -> None:
    embedded.start()
    wait_until(embedded.is_ready, seconds=30, what="readiness")
    second = embedded.start()
    assert second.popen.wait(30) == 1
    assert "Another process" in second.log.read_text()
    assert embedded.is_ready()


def test_it_refuses_to_be_a_part_of_server_mode(embedded: Embedded) -> None:
    embedded.environment |= {
        "VETTING_MODE": "server",
        "VETTING_RUNNER": "docker",
        "VETTING_SECRET_KEY": "x" * 50,
        "DATABASE_URL": f"sqlite:///{embedded.home}/vetting.sqlite3",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    process = embedded.start()
    assert process.popen.wait(30) == 2
    assert "embedded" in process.log.read_text()
