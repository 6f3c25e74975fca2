"""What only the container runner has: labels, leftovers, other processes, the engine's absence."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from sandbox import parent_group
from sandbox.container import DEADLINE_LABEL, LABEL, Container
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.errors import EngineUnavailableError, SandboxError
from tests.sandbox.conftest import job

pytestmark = pytest.mark.docker


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


def our_containers(engine: Engine, runner: DockerRunner) -> list[dict]:
    return engine.containers({LABEL: runner.installation})


def test_nothing_is_left_behind_whatever_happened(built_image: str, engine: Engine) -> None:
    runner = DockerRunner()
    for code in (
        "print()",
        "1 / 0",
        "while True: print('x' * 1000)",
        "import os; os.kill(os.getppid(), 9)",
    ):
        runner.run(job(code))
    runner.run(job("import time; time.sleep(60)", wall_time=0.5))
    runner.close()

    assert our_containers(engine, runner) == []


def test_a_job_that_outlives_its_runner_still_leaves_nothing(
    built_image: str, engine: Engine
) -> None:
    runner = DockerRunner(stock=None)
    up, ends = threading.Event(), []

    def run() -> None:
        code = "import time; print('up', flush=True); time.sleep(2)"
        ends.append(runner.run(job(code), on_output=lambda _: up.set()))

    thread = threading.Thread(target=run)
    thread.start()
    assert up.wait(30)
    runner.close()
    thread.join(30)

    assert ends[0].succeeded
    assert our_containers(engine, runner) == []


def test_a_container_carries_who_runs_it_and_until_when(
    docker_runner: DockerRunner, engine: Engine
) -> None:
    seen: list[dict] = []
    docker_runner.run(
        job("print('up', flush=True); input()", labels={"run": "r9", "fence": "4"}),
        on_output=lambda _: seen.extend(engine.containers({"vetting.job.run": "r9"})),
    )

    labels = seen[0]["Labels"]
    assert labels["vetting.job.fence"] == "4"
    assert labels["vetting.sandbox.role"] == "candidate"
    assert labels[LABEL] == docker_runner.installation
    assert time.time() < float(labels[DEADLINE_LABEL]) < time.time() + 600


def test_another_process_can_end_a_job_and_its_owner_knows_who_did(
    built_image: str, docker_runner: DockerRunner
) -> None:
    other = DockerRunner(installation=docker_runner.installation)
    up = threading.Event()
    ends: list[object] = []

    def run() -> None:
        code = "import time; print('up', flush=True); time.sleep(60)"
        try:
            ends.append(
                docker_runner.run(job(code, labels={"run": "x1"}), on_output=lambda _: up.set())
            )
        except SandboxError as error:
            ends.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert up.wait(30)
    assert other.kill({"run": "x1"}) == 1
    thread.join(30)
    other.close()

    assert isinstance(ends[0], SandboxError)


def orphan(runner: DockerRunner, *, lifetime: timedelta) -> Container:
    """A container whose owner died: nobody is attached and nobody waits for it."""
    container = Container(
        runner._engine,
        runner._maker.confinement(job("")),
        installation=runner.installation,
        labels={},
        lifetime=lifetime,
    )
    container.channel.close()
    return container


def test_jobs_together_weigh_more_than_one_process_of_the_host(docker_runner: DockerRunner) -> None:
    assert parent_group.has_weight()


def test_a_container_whose_owner_is_gone_stops_by_itself(docker_runner: DockerRunner) -> None:
    container = orphan(docker_runner, lifetime=timedelta(seconds=100))

    assert container.meter is not None
    assert container.meter.is_dead(within_seconds=5)
    container.remove()


def test_an_overdue_container_of_anybody_is_reaped(
    docker_runner: DockerRunner, engine: Engine
) -> None:
    other = DockerRunner(stock=None)
    container = orphan(other, lifetime=timedelta(seconds=1))
    time.sleep(2.1)

    docker_runner.reap(lambda _: True)

    assert container.id not in {one["Id"] for one in engine.containers({LABEL: ""})}
    other.close()


@pytest.mark.parametrize("state", ["created", "exited"])
def test_a_forgotten_container_is_reaped_and_a_young_one_is_not(
    docker_runner: DockerRunner, engine: Engine, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """Its owner died, or could not reach the engine, before it was started or removed."""
    other = DockerRunner(stock=None)
    config = other._maker.confinement(job("")).create_config(
        uid=1 << 28,
        labels={LABEL: other.installation, DEADLINE_LABEL: str(int(time.time()) + 600)},
        lifetime=timedelta(seconds=600),
    )
    container = engine.create(config, name=f"vetting-forgotten-{state}")
    if state == "exited":
        engine.start(container)
        engine.kill(container)

    def containers(labels: dict[str, str], *, only_running: bool = False) -> list[dict]:
        """Others that use this engine now have young ones, too."""
        return [one for one in engine.containers(labels) if one["Id"] == container]

    def is_there() -> bool:
        return bool(containers({LABEL: ""}))

    monkeypatch.setattr(docker_runner._engine, "containers", containers)
    docker_runner.reap(lambda _: True)
    assert is_there()
    monkeypatch.setattr("sandbox.docker_runner.FORGOTTEN_SECONDS", -1)
    docker_runner.reap(lambda _: True)
    other.close()
    assert not is_there()


def test_an_installation_leaves_the_jobs_of_another_on_the_same_engine_alone(
    built_image: str, docker_runner: DockerRunner
) -> None:
    other = DockerRunner(stock=None)
    up, ends = threading.Event(), []
    patient = job("print('up', flush=True); import time; time.sleep(3)", labels={"run": "x2"})
    thread = threading.Thread(
        target=lambda: ends.append(docker_runner.run(patient, on_output=lambda _: up.set()))
    )
    thread.start()
    assert up.wait(30)

    assert other.kill({"run": "x2"}) == 0
    other.reap(lambda _: False)
    thread.join(60)
    other.close()

    assert [end.kind for end in ends] == ["exited"]


def test_an_engine_that_is_not_there_is_our_failure(
    built_image: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")

    with pytest.raises(EngineUnavailableError):
        DockerRunner()


def test_the_runner_works_where_the_hosts_control_groups_are_out_of_reach(
    docker_runner: DockerRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: int) -> None:
        raise OSError

    monkeypatch.setattr("sandbox.container.Meter", refuse)
    done = docker_runner.run(job("sum(range(10**6)); print('done')"))
    killed = docker_runner.run(job("x = bytearray(10**9)", memory_bytes=64 << 20))
    late = docker_runner.run(job("import time; time.sleep(60)", wall_time=0.5))
    spun = docker_runner.run(job("while True: pass", cpu_time=1, wall_time=3))

    assert (done.kind, done.stdout) == ("exited", b"done\n")
    assert done.usage.cpu_seconds
    assert killed.kind == "out_of_memory"
    assert late.kind == spun.kind == "timed_out"
