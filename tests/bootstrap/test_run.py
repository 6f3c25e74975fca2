"""`make run` as a person meets it: from nothing to ready, Ctrl-C, and ready again at once."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.bootstrap.processes import descendants, ends_within
from tests.servers import free_port
from tests.visitor import Visitor

ROOT = Path(__file__).parents[2]
FIRST_SECONDS = 240
SECOND_SECONDS = 30  # 3 to 5 on a quiet machine; here other tests run beside it
UNCHANGED = ("Python packages", "front end", "database", "challenges", "demo")
STOP_SECONDS = 60

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass
class MakeRun:
    """`make run` in a process group of its own, as a terminal would hold it."""

    home: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def shown(self) -> str:
        return (self.home / "shown").read_text()

    def start(self, *, seconds: float) -> float:
        """Start it and wait until it says that it is ready; how long that took."""
        self.home.mkdir(exist_ok=True)
        began = time.monotonic()
        with (self.home / "shown").open("wb") as shown:
            self.process = subprocess.Popen(
                ["make", "run"],
                cwd=ROOT,
                env={**os.environ, "PORT": str(self.port), "VETTING_HOME": str(self.home)},
                stdin=subprocess.DEVNULL,
                stdout=shown,
                stderr=shown,
                start_new_session=True,
            )
        while "Ctrl-C stops it." not in self.shown:
            assert self.process.poll() is None, self.shown
            assert time.monotonic() - began < seconds, self.shown
            time.sleep(0.1)
        return time.monotonic() - began

    def press_ctrl_c(self) -> list[int]:
        """Interrupt the whole group; the processes that there were."""
        assert self.process is not None
        processes = descendants(self.process.pid)
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(STOP_SECONDS)
        return processes


@pytest.fixture
def make_run(tmp_path: Path) -> Iterator[MakeRun]:
    run = MakeRun(tmp_path / "data")
    yield run
    if run.process is not None and run.process.poll() is None:
        run.press_ctrl_c()


def test_from_nothing_to_ready_and_back_and_ready_again(make_run: MakeRun) -> None:
    make_run.start(seconds=FIRST_SECONDS)
    assert f"ready {make_run.url}\n" in make_run.shown
    assert Visitor(make_run.url).get("/readyz")["ready"]
    logins = [line.split()[-2:] for line in make_run.shown.splitlines() if "@" in line]
    assert len(logins) == 3
    for email, password in logins:
        assert_can_sign_in(make_run.url, email, password)
    assert_invitation_is_open(make_run)
    assert_loopback_only(make_run.port)

    processes = make_run.press_ctrl_c()
    assert len(processes) >= 2
    assert [process for process in processes if not ends_within(process, seconds=2)] == []

    took = make_run.start(seconds=120)
    assert_can_sign_in(make_run.url, *logins[0])
    assert took < SECOND_SECONDS, make_run.shown
    for title in UNCHANGED:
        assert f"{title} … up to date\n" in make_run.shown
    make_run.press_ctrl_c()


def test_a_port_that_is_taken_is_named_at_once(make_run: MakeRun) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", make_run.port))
        taken.listen()
        with pytest.raises(AssertionError, match=f"port {make_run.port} is in use"):
            make_run.start(seconds=20)


def assert_can_sign_in(url: str, email: str, password: str) -> None:
    visitor = Visitor(url)
    visitor.get("/api/v1/me/", status=401)
    me = visitor.post("/api/v1/sign-in/", {"email": email, "password": password})
    assert me["user"]["email"] == email


def assert_invitation_is_open(make_run: MakeRun) -> None:
    (address,) = (
        line.split()[-1] for line in make_run.shown.splitlines() if "/invitation#" in line
    )
    assert address.startswith(make_run.url)
    visitor = Visitor(make_run.url)
    visitor.get("/api/v1/me/", status=401)
    token = address.partition("#")[2]
    assert visitor.post("/api/v1/invitations/look-up/", {"token": token})["state"] == "open"


def assert_loopback_only(port: int) -> None:
    """Another of this machine's own addresses reaches nothing."""
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.2", port)) != 0
