"""Which container engine is used, and what is said where there is none."""

import os
from pathlib import Path

import pytest

from bootstrap import engine, packages
from bootstrap.services import Services
from bootstrap.steps import Step, Ticker


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is the whole PATH."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("DOCKER_HOST", raising=False)  # `make test` sets it
    monkeypatch.setattr(packages, "SEARCHED", ())
    return folder


def write_program(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Step:
    with capsys.disabled(), Path(os.devnull).open("w") as nowhere:
        ticker = Ticker("engine", nowhere, streams=False)
        ticker.finish("")
    return Step(ticker, tmp_path / "log", dict(os.environ))


def test_the_engine_that_answers_is_used(tools: Path) -> None:
    write_program(tools, "docker", "test $1 = version && echo 20.10 || echo unix:///run/mine.sock")
    found = engine.answering(dict(os.environ, PATH="/usr/bin:/bin"))
    assert found == engine.Engine("unix:///run/mine.sock", "Docker 20.10")


def test_docker_host_says_which_engine(tools: Path) -> None:
    write_program(tools, "docker", 'test "$DOCKER_HOST" = tcp://far:1 && echo 25.0')
    found = engine.answering({"DOCKER_HOST": "tcp://far:1"})
    assert found == engine.Engine("tcp://far:1", "Docker 25.0")


def test_a_silent_docker_host_is_not_replaced(tools: Path, step: Step, tmp_path: Path) -> None:
    write_program(tools, "docker", "exit 1")
    step.environment["DOCKER_HOST"] = "tcp://far:1"
    with pytest.raises(engine.NoEngineError, match="tcp://far:1") as caught:
        engine.ensure(step, Services(), tmp_path)
    assert "unset DOCKER_HOST" in caught.value.advice


@pytest.mark.usefixtures("tools")
def test_without_root_it_says_what_root_should_do(
    step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(engine.NoEngineError) as caught:
        engine.ensure(step, Services(), tmp_path)
    assert "install docker.io as root" in caught.value.advice


def test_a_missing_package_is_named_where_it_cannot_be_installed(
    tools: Path, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_program(tools, "redis-server", "")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    wanted = {
        "redis-server": "redis-server",
        "chromium": "chromium",
        "/none/*/initdb": "postgresql",
    }
    with pytest.raises(packages.StepError, match=r"missing: chromium postgresql$"):
        packages.ensure(step, wanted)


def test_packages_are_installed_with_their_services_stopped(
    tools: Path, step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`apt-get` and `install` are recorded; the guard file is real while apt-get runs."""
    guard = tmp_path / "policy-rc.d"
    monkeypatch.setattr(packages, "NO_SERVICES", guard)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    step.environment["PATH"] = f"{tools}:/usr/bin:/bin"
    write_program(
        tools, "apt-get", f'echo "$@" >> {tmp_path}/calls; {guard} >&2; echo $? >> {tmp_path}/calls'
    )
    packages.ensure(step, {"no-such-program": "redis-server"})
    calls = (tmp_path / "calls").read_text().splitlines()
    assert calls[-2].endswith("install redis-server")
    assert calls[-1] == "101"
    assert not guard.exists()
