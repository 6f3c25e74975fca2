"""Every promise is tried on every runner: `runner` is each of them in turn."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from sandbox import image, image_build
from sandbox.docker_runner import DockerRunner
from sandbox.limits import Limits
from sandbox.outcome import Outcome
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
    runner = DockerRunner()
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def process_runner() -> Iterator[ProcessRunner]:
    runner = ProcessRunner(allow_no_isolation=True)
    yield runner
    runner.close()


@pytest.fixture(params=["process", pytest.param("docker", marks=pytest.mark.docker)])
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


@pytest.fixture
def run_confined(docker_runner: DockerRunner) -> type_of_run:
    """Only in a container: what a process cannot promise."""
    return lambda code, *arguments, **details: docker_runner.run(job(code, *arguments, **details))
