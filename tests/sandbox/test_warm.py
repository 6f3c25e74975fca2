"""A warm container gives the same bytes as a cold one, serves one job, and is made ahead in bounds."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from sandbox import image
from sandbox.confinement import Confinement
from sandbox.container import LABEL, Container
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.pool import Stock
from tests.sandbox.conftest import IMAGE, AlwaysWarm, job, wait_for, warm_up_for_all_jobs

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def fully_warm(built_image: str) -> Iterator[AlwaysWarm]:
    runner = AlwaysWarm(preload=image.find(IMAGE).imports_for(None))
    yield runner
    runner.close()


@pytest.fixture(scope="module")
def fully_fork(built_image: str) -> Iterator[AlwaysWarm]:
    runner = AlwaysWarm(preload=image.find(IMAGE).imports_for(None), fork_server=True)
    yield runner
    runner.close()


PROGRAMS = {
    "print": "print('hello'); print('ü')",
    "names": "print(__name__, __file__, __spec__, __package__, __doc__, sorted(globals()))",
    "argv and path": "import sys; print(sys.argv, sys.path[0], sys.flags, sys.stdout, sys.stderr, sys.stdin)",
    "environment": "import os; print(sorted(os.environ.items()), os.getcwd(), oct(os.umask(0)))",
    "signals": "import signal; print([signal.getsignal(n) for n in (1, 2, 13, 15, 17, 25)])",
    "descriptors": "import os; print(sorted(os.listdir('/proc/self/fd')))",
    "crash": "def f(x):\n    return 1 / x\nf(0)",
    "crash in a handler": "try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e",
    "crash with a note": "e = ValueError('x'); e.add_note('why'); raise e",
    "syntax error": "print('a'\nx = = 2",
    "exit": "raise SystemExit(3)",
    "exit with words": "import sys; sys.exit('bad news')",
    "exit with nothing": "import sys; sys.exit()",
    "exit with a large number": "raise SystemExit(256 + 7)",
    "interrupt": "raise KeyboardInterrupt",
    "open file in a global": "f = open('out', 'w'); f.write('kept')",
    "destructor": "class A:\n    def __del__(self): print('gone')\na = A()",
    "destructor that needs its module": "import asyncio, os\nclass A:\n    def __del__(self): print(os.getcwd(), asyncio.sleep.__name__)\na = A()",
    "destructor kept by a library": "import weakref, logging\nclass A:\n    def __del__(self): print('gone')\nlogging.kept = A()",
    "at exit": "import atexit; atexit.register(print, 'bye'); print('hi')",
    "thread": "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.2), print('late'))).start()",
    "hash order": "print({'b', 'a', 'c'}, hash('x'))",
    "patched interpreter": (
        "import builtins, os, sys\n"
        "print('kept')\n"
        "os._exit = builtins.len = builtins.sorted = builtins.isinstance = lambda *a, **k: None"
    ),
    "own module": "import helper; print(helper.__file__, helper.VALUE)",
    "shadowed module": "import random; print(random.__file__)",
    "child processes": (
        "import multiprocessing as m\n"
        "def f(x): return x * x\n"
        "if __name__ == '__main__':\n"
        "    with m.Pool(2) as p: print(p.map(f, range(5)))\n"
        "    with m.get_context('spawn').Pool(1) as p: print(p.map(f, range(5)))"
    ),
    "subprocess": "import subprocess, sys; print(subprocess.check_output([sys.executable, '-c', 'print(1)']))",
    "dataclass and pickle": "import pickle\nclass A: pass\nprint(pickle.dumps(A()), A.__module__)",
    "warnings": "import warnings; warnings.warn('careful'); warnings.warn('old', DeprecationWarning)",
    "numpy": "import numpy as np; print(np.random.default_rng(1).normal(size=3), np.geterr())",
    "pandas": "import pandas as pd; print(pd.DataFrame({'a': [1, 2]}).describe())",
    "sklearn": (
        "import numpy as np\nfrom sklearn.ensemble import RandomForestClassifier\n"
        "r = np.random.default_rng(0); X = r.normal(size=(300, 5)); y = X[:, 0] > 0\n"
        "m = RandomForestClassifier(20, random_state=0, n_jobs=2).fit(X, y)\n"
        "np.savetxt('out', m.predict_proba(X)); print(m.score(X, y))"
    ),
    "legacy seeds": "import numpy, random; numpy.random.seed(1); random.seed(1); print(numpy.random.rand(), random.random())",
    "recursion": "def f(n): return n and f(n - 1)\nprint(f(900))",
    "loop": "import asyncio; print(asyncio.run(asyncio.sleep(0, 'done')))",
    "stdin": "import sys; print(sys.stdin.read(), sys.stdin.closed)",
    "closed stdout": "import sys; sys.stdout.close()",
}
EXTRA_FILES = {"shadowed module": {"random.py": b""}, "own module": {"helper.py": b"VALUE = 5"}}


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("mode", ["warm", "fork"])
def test_the_same_bytes_as_from_a_cold_start(
    request: pytest.FixtureRequest, docker_runner: DockerRunner, mode: str, name: str
) -> None:
    is_heavy = name in {"numpy", "pandas", "sklearn", "legacy seeds"}
    runner: AlwaysWarm = request.getfixturevalue(f"fully_{mode}" if is_heavy else f"{mode}_runner")
    one = job(
        PROGRAMS[name],
        "an argument",
        files=EXTRA_FILES.get(name, {}),
        outputs={"out": 100_000},
        memory_bytes=256 << 20,
        wall_time=100,
        cpu_time=100,
    )
    warm_before = runner.warm_jobs
    warm, cold = runner.run(one), docker_runner.run(one)

    assert runner.warm_jobs == warm_before + 1
    assert warm.stdout == cold.stdout
    assert warm.stderr == cold.stderr
    assert warm.files == cold.files
    assert (warm.kind, warm.exit_code) == (cold.kind, cold.exit_code)


@pytest.mark.parametrize(
    "main",
    ["import sys; print(__name__, __spec__.name, sys.argv, sys.path[0])", "1 / 0", "x = = 1"],
)
@pytest.mark.parametrize("name", ["tool", "tool.inner", "missing", "tool.missing"])
def test_a_module_runs_as_from_a_cold_start(
    warm_runner: AlwaysWarm, docker_runner: DockerRunner, main: str, name: str
) -> None:
    files = {f"tool/{part}.py": main.encode() for part in ("__main__", "inner")}
    one = replace(
        job(""), argv=("python", "-m", name, "x"), files=files | {"tool/__init__.py": b""}
    )
    warm, cold = warm_runner.run(one), docker_runner.run(one)

    assert warm.stdout == cold.stdout
    assert warm.stderr == cold.stderr
    assert (warm.kind, warm.exit_code) == (cold.kind, cold.exit_code)


def test_fresh_randomness_in_every_job(fully_warm: AlwaysWarm) -> None:
    code = "import random, numpy, uuid; print(random.random(), numpy.random.rand(), uuid.uuid4())"
    first, second = (fully_warm.run(job(code, memory_bytes=256 << 20)) for _ in range(2))

    for one, other in zip(first.stdout.split(), second.stdout.split(), strict=True):
        assert one != other


def test_a_container_serves_one_job_only(warm_runner: AlwaysWarm) -> None:
    code = (
        "import os, socket; print(os.getuid(), os.path.exists('/tmp/mark')); open('/tmp/mark', 'w')"
    )
    outcomes = [warm_runner.run(job(code)).stdout.split() for _ in range(3)]

    assert len({uid for uid, _ in outcomes}) == 3
    assert {seen for _, seen in outcomes} == {b"False"}


@pytest.fixture
def stocked(built_image: str) -> Iterator[DockerRunner]:
    runner = DockerRunner(stock=Stock(even_when_busy=True, per_confinement=2, in_all=3))
    warm_up_for_all_jobs(runner, ())
    yield runner
    runner.close()


def test_a_dry_pool_starts_cold_and_fills_up_afterwards(stocked: DockerRunner) -> None:
    pool = stocked._pool
    assert pool is not None
    assert pool.idle() == 0

    assert "create" in stocked.run(job("print()")).phases  # it was made for this job
    wait_for(lambda: pool.idle() == 2)

    assert "create" not in stocked.run(job("print()")).phases
    wait_for(lambda: pool.idle() == 2)


def test_the_stock_is_bounded_and_the_least_wanted_gives_way(stocked: DockerRunner) -> None:
    pool = stocked._pool
    assert pool is not None
    for pids in (10, 11, 12, 13):
        stocked.run(job("print()", pids=pids))
        wait_for(lambda: pool.idle() >= 2)
        assert pool.idle() <= 3
    wait_for(lambda: pool.idle() == 3)
    time.sleep(1.5)

    assert pool.idle() == 3
    assert "create" not in stocked.run(job("print()", pids=13)).phases


def test_a_container_that_died_while_idle_is_replaced(
    stocked: DockerRunner, docker_runner: DockerRunner
) -> None:
    """What a restart of the engine does to all of them at once."""
    pool, engine = stocked._pool, Engine()
    assert pool is not None
    stocked.run(job("print()"))
    wait_for(lambda: pool.idle() == 2)
    died = engine.containers({LABEL: stocked.installation}, only_running=True)
    for one in died:
        engine.kill(one["Id"])

    assert stocked.run(job("print('fine')")).stdout == b"fine\n"
    wait_for(lambda: pool.idle() == 2)
    alive = engine.containers({LABEL: stocked.installation}, only_running=True)
    engine.close()

    assert not {one["Id"] for one in died} & {one["Id"] for one in alive}


def test_an_aged_container_is_replaced(built_image: str) -> None:
    runner = DockerRunner(
        stock=Stock(even_when_busy=True, per_confinement=1, in_all=1, max_age=timedelta(seconds=2))
    )
    warm_up_for_all_jobs(runner, ())
    pool = runner._pool
    assert pool is not None
    runner.run(job("print()"))
    wait_for(lambda: pool.idle() == 1)
    shelf = next(iter(pool._shelves.values())).containers
    first = shelf[0]
    time.sleep(2.1)

    wait_for(lambda: pool.idle() == 1 and first not in shelf)
    runner.close()


def test_closing_leaves_nothing(built_image: str) -> None:
    runner, engine = (
        DockerRunner(stock=Stock(even_when_busy=True, per_confinement=2, in_all=2)),
        Engine(),
    )
    runner.run(job("print()"))
    runner.close()

    assert engine.containers({LABEL: runner.installation}) == []
    engine.close()


def test_a_running_warm_job_can_be_found_by_another_process(warm_runner: AlwaysWarm) -> None:
    other = DockerRunner(installation=warm_runner.installation, stock=None)
    up, ends = threading.Event(), []

    def run() -> None:
        try:
            code = "import time; print('up', flush=True); time.sleep(60)"
            ends.append(
                warm_runner.run(job(code, labels={"run": "w/1"}), on_output=lambda _: up.set())
            )
        except Exception as error:  # noqa: BLE001 - looked at below
            ends.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert up.wait(60)

    # Its labels are written while it runs already.
    wait_for(lambda: other.kill({"run": "w/1"}) == 1)
    other.close()
    thread.join(30)
    assert isinstance(ends[0], Exception)


def test_a_defect_while_making_one_does_not_end_the_refilling(stocked: DockerRunner) -> None:
    pool = stocked._pool
    assert pool is not None
    make, broken = pool._make, [True]

    def make_or_break(confinement: Confinement) -> Container:
        if broken:
            broken.clear()
            raise KeyError("nobody foresaw this")
        return make(confinement)

    pool._make = make_or_break
    stocked.run(job("print()"))

    wait_for(lambda: pool.idle() == 2)
    assert not broken
