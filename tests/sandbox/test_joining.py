"""A harness that joined a container is held by all that holds the container, or gets no job."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox import joining, likeness
from sandbox.container import LABEL, Container
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.errors import ConfinementError, ForkServerError, SandboxError
from sandbox.system_call_filter import system_call_filter
from tests.sandbox.conftest import AlwaysWarm, job, wait_for

pytestmark = pytest.mark.docker

# How a process looks that joined the namespaces and nothing else.
ENTER = ("nsenter", "--mount", "--net", "--ipc", "--uts", "--pid")


@pytest.fixture
def container(fork_runner: AlwaysWarm) -> Iterator[Container]:
    made = fork_runner._maker.cold(job(""))
    yield made
    made.remove()


@pytest.fixture
def other(fork_runner: AlwaysWarm) -> Iterator[Container]:
    made = fork_runner._maker.cold(job("", pids=33, cpu_time=7))
    yield made
    made.remove()


def harness_of(container: Container) -> int:
    """The one Python of the container whose parent is outside; its child waits for the job."""
    harness, _ = harness_and_child(container)
    return harness


def harness_and_child(container: Container) -> tuple[int, int]:
    groups = Path(f"/proc/{container.pid}/cgroup").read_text(encoding="ascii")
    (path,) = {line.split(":")[2] for line in groups.splitlines() if ":pids:" in line}
    members = Path(f"/sys/fs/cgroup/pids{path}/cgroup.procs").read_text(encoding="ascii").split()
    parents = {
        int(one): int(likeness._status(int(one))["PPid"])
        for one in members
        if Path(f"/proc/{one}/comm").read_text() == "python\n"
    }
    (child,) = (one for one, parent in parents.items() if parent in parents)
    (harness,) = parents.keys() - {child}
    return harness, child


def differences(newcomer: int, container: Container) -> str:
    expected = system_call_filter(container.pid)
    return "; ".join(likeness.differences(newcomer, container.pid, filter_of_first=expected))


def test_a_harness_that_joined_is_like_the_first_process(container: Container) -> None:
    assert differences(harness_of(container), container) == ""


def test_the_child_that_will_become_the_command_is_held_by_the_same(container: Container) -> None:
    harness, child = harness_and_child(container)

    assert list(likeness._unlike(child, container.pid)) == []
    assert system_call_filter(child) == system_call_filter(container.pid)
    assert likeness._status(child)["PPid"] == str(harness)
    opened = [str(one.readlink()) for one in Path(f"/proc/{child}/fd").iterdir()]
    assert len(opened) == 4  # its standard three, and where it hears of its job
    assert all(one.startswith("pipe:") for one in opened)


def test_the_harness_of_another_container_is_told_apart(
    container: Container, other: Container
) -> None:
    found = differences(harness_of(other), container)

    for one in ("Uid is", "Groups is", "cgroup differs", "limits differs", "mountinfo differs",
                "namespace mnt", "namespace pid", "namespace net", "root folder"):  # fmt: skip
        assert one in found


def test_a_process_that_only_entered_is_told_apart(container: Container) -> None:
    """Each thing that it lacks is named, so that a step left out could not go unseen."""
    entered = subprocess.Popen(
        [*ENTER, "--target", str(container.pid), "--", "python", "-c", "input()"],
        stdin=subprocess.PIPE,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin"},
        preexec_fn=lambda: (os.umask(0), os.nice(3), None)[-1],  # noqa: PLW1509 - one thread
    )
    try:
        children = Path(f"/proc/{entered.pid}/task/{entered.pid}/children")
        wait_for(lambda: bool(children.read_text().split()))
        inside = int(children.read_text().split()[0])
        wait_for(lambda: Path(f"/proc/{inside}/comm").read_text() == "python\n")
        found = list(likeness._unlike(inside, container.pid))
        with pytest.raises(SandboxError, match="cannot be traced"):
            system_call_filter(inside)
    finally:
        entered.communicate(b"\n", timeout=20)

    for one in ("Uid is", "Umask is", "CapEff is", "CapBnd is", "NoNewPrivs is 0", "Seccomp is 0",
                "cgroup differs", "limits differs", "nice is 3"):  # fmt: skip
        assert any(difference.startswith(one) for difference in found), one


def test_what_it_holds_open_and_where_it_is_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "of the host"
    file.touch()
    with file.open() as held:
        stranger = subprocess.Popen(["sleep", "60"], stdin=held, cwd=tmp_path)
    try:
        wait_for(lambda: likeness._status(stranger.pid)["State"].startswith("S"))  # all loaded
        monkeypatch.setattr(likeness, "system_call_filter", lambda _: b"")
        found = list(likeness._strange(stranger.pid, b"another"))
    finally:
        stranger.kill()
        stranger.wait()

    assert "its folder is not the root" in found
    assert f"it holds a descriptor of {file}" in found
    assert "its system call filter is another" in found


def test_one_that_differs_gets_no_job_and_leaves_nothing(
    fork_runner: AlwaysWarm, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = Engine()
    before = {one["Id"] for one in engine.containers({LABEL: fork_runner.installation})}
    monkeypatch.setattr(likeness, "STAT", {"start time": 22})  # no two processes share it
    with pytest.raises(ConfinementError, match="start time"):
        fork_runner._maker.cold(job(""))
    after = {one["Id"] for one in engine.containers({LABEL: fork_runner.installation})}
    engine.close()

    assert after <= before


def test_a_fork_server_that_died_is_replaced(built_image: str) -> None:
    runner = DockerRunner(stock=None, fork_server=True)
    try:
        assert runner.run(job("print('one')")).stdout == b"one\n"
        assert runner._maker.fork_servers is not None
        ((home, server),) = runner._maker.fork_servers._made.values()
        server._process.kill()
        server._process.wait()
        assert runner.run(job("print('two')")).stdout == b"two\n"
        ((home, server),) = runner._maker.fork_servers._made.values()
        runner._engine.kill(home.id)
        wait_for(lambda: not home.is_alive)
        assert runner.run(job("print('three')")).stdout == b"three\n"
    finally:
        runner.close()


def test_a_job_inherits_no_signals_and_no_cores_of_the_worker(
    built_image: str, docker_runner: DockerRunner
) -> None:
    """A worker that a shell put into the background ignores interrupts, for instance."""
    code = (
        "import signal\n"
        "print([signal.getsignal(n) for n in (1, 2, 3, 10, 15)], signal.pthread_sigmask(0, ()))\n"
        "import os; print(os.sched_getaffinity(0))"
    )
    ignored = {one: signal.signal(one, signal.SIG_IGN) for one in (signal.SIGINT, signal.SIGQUIT)}
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    runner = DockerRunner(stock=None, fork_server=True)
    try:
        joined = runner.run(job(code))
    finally:
        runner.close()
        os.sched_setaffinity(0, cores)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1])
        for one, handler in ignored.items():
            signal.signal(one, handler)

    assert joined.stdout == docker_runner.run(job(code)).stdout


def test_closing_the_runner_ends_its_fork_servers(built_image: str) -> None:
    runner, engine = DockerRunner(stock=None, fork_server=True), Engine()
    runner.run(job("print()"))
    assert runner._maker.fork_servers is not None
    ((_, server),) = runner._maker.fork_servers._made.values()
    runner.close()

    assert not server.is_alive
    assert engine.containers({LABEL: runner.installation}) == []
    engine.close()


def test_jobs_that_want_no_imports_share_a_light_server(built_image: str) -> None:
    runner = DockerRunner(stock=None, fork_server=True)
    code = "import sys; print('numpy' in sys.modules)"
    try:
        light = runner.run(job(code, preload=()))
        full = [runner.run(job(code, preload=wanted)) for wanted in (None, ("pandas",))]
        assert runner._maker.fork_servers is not None
        assert len(runner._maker.fork_servers._made) == 2
    finally:
        runner.close()

    assert light.stdout == b"False\n"
    assert {one.stdout for one in full} == {b"True\n"}


@pytest.mark.parametrize(
    ("options", "runtime", "told"),
    [
        (["name=seccomp,profile=default"], "runc", []),
        (["name=apparmor"], "runc", ["the engine confines with AppArmor"]),
        (["name=userns"], "runc", ["the engine maps user ids"]),
        ([], "runsc", ["the runtime runsc is not runc"]),
    ],
)
def test_hosts_where_it_could_not_be_as_tight_are_refused(
    options: list[str], runtime: str, told: list[str]
) -> None:
    assert joining.obstacles({"SecurityOptions": options}, runtime) == told


def test_a_runner_says_why_it_can_have_none(built_image: str) -> None:
    with pytest.raises(ForkServerError, match="runtime runsc is not runc"):
        DockerRunner(stock=None, fork_server=True, runtime="runsc")


def test_nothing_of_the_host_is_in_a_childs_memory(
    fork_runner: AlwaysWarm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fork server starts with the container's environment alone; a child can read all of it."""
    monkeypatch.setenv("VETTING_CANARY", "canary-of-the-host")
    runner = DockerRunner(stock=None, fork_server=True)
    code = (
        "needle = 'canary-of-'.encode() + b'the-host'\n"
        "found = 0\n"
        "for line in open('/proc/self/maps'):\n"
        "    span, rights = line.split()[:2]\n"
        "    if 'r' not in rights or '[v' in line: continue\n"
        "    start, end = (int(x, 16) for x in span.split('-'))\n"
        "    with open('/proc/self/mem', 'rb', 0) as memory:\n"
        "        memory.seek(start)\n"
        "        try: data = memory.read(end - start)\n"
        "        except OSError: continue\n"
        "        found += data.count(bytes(needle)) if span else 0\n"
        "        del data\n"
        "print(found, open('/proc/self/environ').read().count('VETTING'))"
    )
    try:
        outcome = runner.run(job(code, wall_time=60, cpu_time=60))
    finally:
        runner.close()

    assert outcome.succeeded, outcome
    # Its own literals are joined at run time: what is found more than once came from elsewhere.
    assert int(outcome.stdout.split()[0]) <= 2
    assert outcome.stdout.split()[1] == b"0"
