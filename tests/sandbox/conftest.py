"""Every promise is tried on every runner: `runner` is each of them in turn."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sandbox import image, image_build
from sandbox.container import LABEL, Container
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.limits import Limits
from sandbox.making import WARM_HASH_SEED
from sandbox.outcome import Outcome
from sandbox.pool import Stock
from sandbox.process_runner import ProcessRunner
from sandbox.runner import Job, Runner

IMAGE = "python-ml"

type_of_run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def built_image() -> str:
    for name in image.names():
        image_build.build(image.find(name), say=print, public_base="")
    return IMAGE


@pytest.fixture(scope="session")
def docker_runner(built_image: str) -> Iterator[DockerRunner]:
    runner = DockerRunner(stock=None)
    yield runner
    runner.close()
    assert_nothing_is_left_of(runner)


class AlwaysWarm(DockerRunner):
    """Waits until a warm container is in stock, so that no job that could have one starts cold."""

    def __init__(
        self, *, preload: tuple[str, ...] | None = ("json", "numpy"), fork_server: bool = False
    ) -> None:
        stock = Stock(even_when_busy=True, per_confinement=1, in_all=3)
        super().__init__(stock=stock, fork_server=fork_server)
        # Shorter than the image's, because most tests only need it warm; None: what the job asks for.
        if preload is not None:
            warm_up_for_all_jobs(self, preload)
        self.warm_jobs = 0

    def _take_warm(self, job: Job) -> Container | None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if container := super()._take_warm(job):
                self.warm_jobs += 1
                return container
            if job.hash_seed != WARM_HASH_SEED:
                return None
            time.sleep(0.02)
        raise AssertionError("no warm container in a minute")


def warm_up_for_all_jobs(runner: DockerRunner, preload: tuple[str, ...]) -> None:
    """Import these and nothing else before a job comes, whatever it asks for."""
    maker = runner._maker
    maker._with_imports = lambda job: replace(maker.confinement(job), preload=preload)  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def warm_runner(built_image: str) -> Iterator[AlwaysWarm]:
    runner = AlwaysWarm()
    yield runner
    runner.close()
    assert_nothing_is_left_of(runner)


@pytest.fixture(scope="session")
def fork_runner(built_image: str) -> Iterator[AlwaysWarm]:
    runner = AlwaysWarm(fork_server=True)
    yield runner
    runner.close()
    assert_nothing_is_left_of(runner)


def assert_nothing_is_left_of(runner: DockerRunner) -> None:
    """After all tests, whatever they did."""
    engine = Engine()
    left = engine.containers({LABEL: runner.installation})
    engine.close()
    assert [(one["Names"], one["State"], one["Status"]) for one in left] == []


@pytest.fixture(scope="session")
def process_runner() -> Iterator[ProcessRunner]:
    runner = ProcessRunner(allow_no_isolation=True)
    yield runner
    runner.close()


IN_CONTAINERS = [
    pytest.param(name, marks=pytest.mark.docker) for name in ("docker", "warm", "fork")
]


@pytest.fixture(params=["process", *IN_CONTAINERS])
def runner(request: pytest.FixtureRequest) -> Runner:
    return request.getfixturevalue(f"{request.param}_runner")


def job(code: str, *arguments: str, **details: Any) -> Job:
    """A job that runs `code`; limits are given by name, seconds as plain numbers."""
    limits = {
        name: timedelta(seconds=details.pop(name)) if name.endswith("_time") else details.pop(name)
        for name in Limits.__dataclass_fields__
        if name in details
    }
    files = {"main.py": code.encode()} | details.pop("files", {})
    return Job(
        image=IMAGE,
        argv=("python", "main.py", *arguments),
        files=files,
        limits=Limits(**limits),
        **details,
    )


@pytest.fixture
def run(runner: Runner) -> type_of_run:
    return lambda code, *arguments, **details: runner.run(job(code, *arguments, **details))


@pytest.fixture(params=IN_CONTAINERS)
def run_confined(request: pytest.FixtureRequest) -> type_of_run:
    """Only in a container, cold, warm or joined: what a process cannot promise."""
    runner = request.getfixturevalue(f"{request.param}_runner")
    return lambda code, *arguments, **details: runner.run(job(code, *arguments, **details))


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
