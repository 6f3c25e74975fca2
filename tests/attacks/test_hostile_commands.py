"""Each file in the folders beside this one is a hostile command; its docstring says what becomes of it.

Every one runs cold and warm, with an honest command at the same time whose bytes must not change,
and afterwards nothing of it may be left.
"""

import hashlib
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import image, image_build
from sandbox.container import LABEL
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.limits import MIB, Limits
from sandbox.outcome import Outcome
from sandbox.pool import Stock
from sandbox.runner import Job

pytestmark = pytest.mark.docker

HERE = Path(__file__).parent
CASES = sorted(path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.py"))
CANARY = "CANARY-5f1d"
LIMITS = Limits(
    wall_time=timedelta(seconds=8),
    cpu_time=timedelta(seconds=4),
    memory_bytes=128 * MIB,
    disk_bytes=8 * MIB,
    disk_inodes=500,
    pids=40,
    stdout_bytes=64 * 1024,
    stderr_bytes=64 * 1024,
)
HONEST_RESULT = hashlib.sha256(b"honest").hexdigest().encode()
HONEST = "import hashlib\nopen('result.txt', 'w').write(hashlib.sha256(b'honest').hexdigest())\nprint('done')\n"


@pytest.fixture(scope="module")
def runners() -> Iterator[dict[str, DockerRunner]]:
    for name in image.names():
        image_build.build(image.find(name), say=print, public_base="")
    found = {
        "cold": DockerRunner(stock=None),
        "warm": DockerRunner(stock=Stock(per_confinement=2, in_all=2, even_when_busy=True)),
    }
    yield found
    for runner in found.values():
        runner.close()


def command(code: str) -> Job:
    return Job(
        image="python-ml",
        argv=("python", "main.py"),
        files={"main.py": code.encode()},
        outputs={"result.txt": 1_000_000},
        limits=LIMITS,
    )


def expectation(path: str) -> str:
    found = re.search(r"^Expected: (.+)$", (HERE / path).read_text(encoding="utf-8"), re.MULTILINE)
    assert found, f"{path} does not say what becomes of it"
    return found[1]


@pytest.mark.parametrize("path", CASES)
@pytest.mark.parametrize("mode", ["cold", "warm"])
def test_it_ends_as_it_says_and_harms_nobody(
    runners: dict[str, DockerRunner], mode: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_SECRET_OF_THE_HOST", CANARY)
    runner = runners[mode]
    with ThreadPoolExecutor(1) as threads:
        beside = threads.submit(runners["cold"].run, command(HONEST))
        hostile = runner.run(command((HERE / path).read_text(encoding="utf-8")))
        honest = beside.result()

    assert (honest.kind, honest.stdout) == ("exited", b"done\n")
    assert honest.files == {"result.txt": HONEST_RESULT}
    assert_it_is_as_said(hostile, expectation(path))
    assert CANARY.encode() not in hostile.stdout + hostile.stderr + b"".join(hostile.files.values())


def assert_it_is_as_said(outcome: Outcome, said: str) -> None:
    kinds = [part.split()[0] for part in said.split(" or ") if part != "no result"]
    codes = re.findall(r"exited (\d+)", said)
    assert outcome.kind in kinds, outcome
    if codes and outcome.kind == "exited":
        assert str(outcome.exit_code) in codes, outcome
    if outcome.succeeded:
        assert b"HELD" in outcome.stdout, outcome
        assert b"ESCAPED" not in outcome.stdout, outcome
    if said.endswith("without result"):
        assert outcome.files == {}


def test_nothing_is_left_of_any_of_them(runners: dict[str, DockerRunner]) -> None:
    engine = Engine()
    for runner in runners.values():
        runner.close()
        assert engine.containers({LABEL: runner.installation}) == []
    engine.close()
