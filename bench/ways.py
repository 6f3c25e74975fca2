"""The ways of running a job: a bare process, ours, and the peers. Each returns the last file made."""

import io
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol

import epicbox
import structlog
from llm_sandbox.pool import PoolConfig, PooledSandboxSession, create_pool_manager

import docker
from bench.jobs import Step
from challenges.imports import imports_of
from sandbox import image
from sandbox.container import Container
from sandbox.docker_runner import DockerRunner
from sandbox.limits import MIB, Limits
from sandbox.pool import Stock
from sandbox.runner import Job, Role

IMAGE = "python-ml"
SECONDS = 120
FILE_BYTES = 4 * MIB
LIMITS = Limits(wall_time=timedelta(seconds=SECONDS), cpu_time=timedelta(seconds=SECONDS), cpus=2.0)
PEERS = ("epicbox", "llm-sandbox")
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "2")


class Way(Protocol):
    name: str

    def prepare(self) -> None:
        """What happens in the background before a job arrives; not part of the latency."""

    def run(self, steps: tuple[Step, ...]) -> bytes: ...

    def close(self) -> None: ...


class Bare:
    """`python script.py` on the host, with the packages that the image has."""

    name = "bare process"

    @property
    def own_cpu_seconds(self) -> float:
        """Of all jobs so far; only this way has child processes."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def prepare(self) -> None:
        pass

    def run(self, steps: tuple[Step, ...]) -> bytes:
        made = b""
        environment = os.environ | THREADS | {"PYTHONDONTWRITEBYTECODE": "1"}
        with tempfile.TemporaryDirectory() as folder:
            for step in steps:
                Path(folder, "main.py").write_text(step.code, encoding="utf-8")
                command = [sys.executable, "main.py"]
                subprocess.run(  # noqa: S603 - a script of ours
                    command, cwd=folder, env=environment, check=True, capture_output=True
                )
                if step.makes:
                    made = Path(folder, step.makes).read_bytes()
        return made

    def close(self) -> None:
        pass


class Ours:
    """The product's runner: cold without a stock, warm with one, imports shared with a fork server."""

    def __init__(self, name: str, stock: Stock | None, *, fork_server: bool = False) -> None:
        self.name = name
        self.runner = DockerRunner(stock=stock, fork_server=fork_server)
        self._per_confinement = stock.per_confinement if stock else 0
        self._kinds = 0  # of container that the jobs at hand take
        self.own_cpu_seconds = 0.0  # of all jobs so far, as their control groups counted it

    def prepare(self) -> None:
        """Wait until the pool has in stock again what the last job took."""
        pool = self.runner._pool  # noqa: SLF001 - waits for what only the pool knows
        deadline = time.monotonic() + SECONDS
        while pool and pool.idle() < self._per_confinement * self._kinds:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.name}: the pool does not fill up on this machine")
            time.sleep(0.05)

    def run(self, steps: tuple[Step, ...]) -> bytes:
        made: dict[str, bytes] = {}
        self._kinds = len(steps)
        for number, step in enumerate(steps):
            role = Role.GRADER if number else Role.CANDIDATE
            outcome = self.runner.run(
                Job(
                    image=IMAGE,
                    argv=("python", "main.py"),
                    files={"main.py": step.code.encode()}
                    | ({step.takes: made[step.takes]} if step.takes else {}),
                    outputs={step.makes: FILE_BYTES} if step.makes else {},
                    limits=LIMITS,
                    role=role,
                    # As the product does for a pack: what the code imports, known beforehand.
                    preload=imports_of({"main.py": step.code.encode()}),
                )
            )
            if not outcome.succeeded:
                raise RuntimeError(f"{self.name}: {outcome}")
            self.own_cpu_seconds += outcome.usage.cpu_seconds or 0.0
            made |= outcome.files
        return list(made.values())[-1] if made else b""

    def idle(self) -> list[Container]:
        """The warm containers in stock."""
        pool = self.runner._pool  # noqa: SLF001 - a measurement looks inside
        if pool is None:
            return []
        with pool._changed:  # noqa: SLF001 - as above
            return [one for shelf in pool._shelves.values() for one in shelf.containers]  # noqa: SLF001 - as above

    def close(self) -> None:
        self.runner.close()


class Epicbox:
    name = "epicbox"

    def __init__(self) -> None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        epicbox.configure({"python": {"docker_image": image.find(IMAGE).tag, "user": "0"}})

    def prepare(self) -> None:
        pass

    def run(self, steps: tuple[Step, ...]) -> bytes:
        limits = {"cputime": SECONDS, "realtime": SECONDS, "memory": 512, "processes": 64}
        made = b""
        for step in steps:
            files = [{"name": "main.py", "content": step.code.encode()}]
            if step.takes:
                files.append({"name": step.takes, "content": made})
            # It hands back what is printed and nothing else, so the file is printed.
            command = "python main.py" + (f" && cat {step.makes}" if step.makes else "")
            result = epicbox.run("python", command, files=files, limits=limits)
            if result["exit_code"]:
                raise RuntimeError(f"{self.name}: {result}")
            made = result["stdout"].removeprefix(b"done\n") if step.makes else b""
        return made

    def close(self) -> None:
        pass


class LlmSandbox:
    """With its pool, whose containers serve one job after another."""

    name = "llm-sandbox, pool"

    def __init__(self) -> None:
        logging.getLogger("llm_sandbox").setLevel(logging.ERROR)
        self._pool = create_pool_manager(
            backend="docker",
            config=PoolConfig(max_pool_size=4, min_pool_size=2),
            lang="python",
            image=_image_for_llm_sandbox(),
            skip_environment_setup=True,
            runtime_configs={"network_mode": "none"},
        )

    def prepare(self) -> None:
        pass

    def run(self, steps: tuple[Step, ...]) -> bytes:
        made = b""
        with (
            tempfile.TemporaryDirectory() as folder,
            PooledSandboxSession(pool_manager=self._pool) as session,
        ):
            for step in steps:
                result = session.run(step.code)
                if result.exit_code:
                    raise RuntimeError(f"{self.name}: {result}")
                if step.makes:
                    out = Path(folder, step.makes)
                    session.copy_from_runtime(f"/sandbox/{step.makes}", str(out))
                    made = out.read_bytes()
        return made

    def close(self) -> None:
        self._pool.close()


def _image_for_llm_sandbox() -> str:
    """Ours with the environment that its pool expects, which it would make with a network."""
    recipe = (
        f"FROM {image.find(IMAGE).tag}\n"
        "RUN mkdir -p /sandbox/.sandbox-venv/bin"
        " && ln -s $(command -v python3) /sandbox/.sandbox-venv/bin/python\n"
        'CMD ["sleep", "infinity"]\n'
    )
    tag = "vetting/bench-llm-sandbox:latest"
    client = docker.APIClient()
    for line in client.build(fileobj=io.BytesIO(recipe.encode()), tag=tag, rm=True, decode=True):
        if "error" in line:
            raise RuntimeError(line["error"])
    client.close()
    return tag


def every_way() -> dict[str, Callable[[], Way]]:
    stock = Stock(per_confinement=2, in_all=4)
    return {
        "bare": Bare,
        "cold": lambda: Ours("ours, cold container", None),
        "warm": lambda: Ours("ours, warm container", stock),
        "fork": lambda: Ours("ours, fork server", stock, fork_server=True),
        "epicbox": Epicbox,
        "llm-sandbox": LlmSandbox,
    }
