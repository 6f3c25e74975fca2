"""The container engine goes and comes back: jobs fail as ours, the pool fills again, nothing is left.

The engine is one that the test starts, with folders of its own, and the image in it.
"""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sandbox import docker_runner, image, image_build
from sandbox.container import LABEL
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.errors import SandboxError
from sandbox.pool import Stock
from tests.sandbox.conftest import job, wait_for

pytestmark = [pytest.mark.docker, pytest.mark.slow]

SECONDS = 60


class OwnEngine:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.address = f"unix://{folder}/docker.sock"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        options = {
            "host": self.address,
            "data-root": f"{self._folder}/data",
            "exec-root": f"{self._folder}/exec",
            "pidfile": f"{self._folder}/pid",
            "bridge": "none",
            "iptables": "false",
        }
        arguments = [f"--{name}={value}" for name, value in options.items()]
        environment = os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"}
        with Path(self._folder, "log").open("ab") as log:
            self._process = subprocess.Popen(
                # Without a bridge it would take the bridge of every other engine away: it gets a
                # network of its own.
                ["unshare", "--net", "dockerd", *arguments],
                stdout=log,
                stderr=log,
                env=environment,
            )
        wait_for(self.answers, SECONDS)

    def answers(self) -> bool:
        asked = self.docker("version", "--format", "{{.Server.Version}}", check=False)
        return asked.returncode == 0

    def docker(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | {"DOCKER_HOST": self.address}
        return subprocess.run(
            ["docker", *words], env=environment, check=check, capture_output=True, timeout=SECONDS
        )

    def take_image(self, tag: str) -> None:
        archive = self._folder / "image.tar"
        subprocess.run(["docker", "save", "--output", archive, tag], check=True, timeout=SECONDS)
        self.docker("load", "--input", str(archive))
        archive.unlink()

    def stop(self) -> None:
        """As a service manager does: the engine stops its containers and ends."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(SECONDS)
            self._process = None


@pytest.fixture(scope="module")
def engine() -> Iterator[OwnEngine]:
    for name in image.names():
        image_build.build(image.find(name), say=print, public_base="")
    with TemporaryDirectory(dir="/run", ignore_cleanup_errors=True) as folder:  # a short path
        own = OwnEngine(Path(folder))
        own.start()
        try:
            own.take_image(image.find(image.names()[0]).tag)
            yield own
        finally:
            own.stop()


def tried(act: Callable[[], object]) -> object:
    try:
        return act()
    except Exception as error:  # noqa: BLE001 - looked at by the caller
        return error


@pytest.mark.timeout(300)
@pytest.mark.parametrize("fork_server", [False, True])
def test_the_pool_fills_again_after_the_engine_was_restarted(
    engine: OwnEngine, monkeypatch: pytest.MonkeyPatch, *, fork_server: bool
) -> None:
    monkeypatch.setenv("DOCKER_HOST", engine.address)
    stock = Stock(per_confinement=2, in_all=2, even_when_busy=True)
    runner = DockerRunner(stock=stock, fork_server=fork_server)
    pool = runner._pool
    assert pool is not None
    try:
        assert runner.run(job("print('before')", preload=())).stdout == b"before\n"
        wait_for(lambda: pool.idle() == 2, SECONDS)
        ends: list[object] = []
        up = threading.Event()
        long = job("import time; print('up', flush=True); time.sleep(40)", preload=())
        thread = threading.Thread(
            target=lambda: ends.append(
                tried(lambda: runner.run(long, on_output=lambda _: up.set()))
            )
        )
        thread.start()
        assert up.wait(SECONDS)
        engine.stop()
        assert isinstance(
            tried(lambda: runner.run(job("print()", preload=("numpy",)))), SandboxError
        )
        engine.start()
        runner.reap(lambda _: False)  # as the worker's reaper does
        thread.join(SECONDS)

        # Ours or done, and never a made-up end of the candidate's.
        assert len(ends) == 1
        assert isinstance(ends[0], SandboxError) or ends[0].succeeded  # type: ignore[attr-defined]
        deadline = time.monotonic() + SECONDS
        while True:
            after = tried(lambda: runner.run(job("print('after')", preload=())))
            if not isinstance(after, SandboxError) or time.monotonic() > deadline:
                break
            time.sleep(0.5)
        assert after.stdout == b"after\n"  # type: ignore[attr-defined]
        wait_for(lambda: pool.idle() == 2, SECONDS)
        monkeypatch.setattr(docker_runner, "FORGOTTEN_SECONDS", -1)
        runner.reap(lambda _: True)  # what could not be removed meanwhile
    finally:
        runner.close()
    left = Engine()
    runner_containers = left.containers({LABEL: runner.installation})
    left.close()
    assert [one["Names"] for one in runner_containers] == []
