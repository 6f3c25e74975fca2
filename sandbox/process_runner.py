"""Runs jobs as plain processes: no isolation at all, for development with code that you trust.

It keeps the runner's promises as far as a process can: wall and CPU time, the caps on output and
files, streams, ends. It has no limit on memory, disk, processes or network, so it never says
`out_of_memory` or `disk_full`, and the command can read whatever the user can.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sandbox import image as images
from sandbox.channel import PipeChannel
from sandbox.conversation import (
    Conversation,
    SilentHarnessError,
    wait_until_ready,
)
from sandbox.descendants import descendants, end_descendants
from sandbox.errors import SandboxError
from sandbox.notice import Notice, hearing
from sandbox.outcome import Outcome
from sandbox.runner import Job, Served, Service
from sandbox.verdict import Evidence, outcome

ROOT = str(Path(__file__).parent.parent)
START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from sandbox.harness import main; main([])"
)
FOLDER_PREFIX = "vetting-process-"  # then the owner's process id
SECONDS = 30.0
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class _Running:
    labels: Mapping[str, str]
    harness: subprocess.Popen[bytes]
    overdue_at: float
    ended_by_us: bool = False


class ProcessRunner:
    """Thread-safe. `python` is the interpreter that jobs call "python"."""

    def __init__(self, *, allow_no_isolation: bool = False, python: str = sys.executable) -> None:
        if not allow_no_isolation:
            raise SandboxError("processes are not isolated: allow_no_isolation=True accepts that")
        self._python = python
        self._running: dict[int, _Running] = {}
        self._lock = threading.Lock()

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        return self._run(job, on_output, None)

    def serve(
        self,
        service: Service,
        client: Job,
        *,
        on_output: Callable[[bytes], None] | None = None,
        on_client_output: Callable[[bytes], None] | None = None,
    ) -> Served:
        """On a free port of the host's loopback, which everybody on this host can reach."""
        port = {"PORT": str(_free_port())}
        served, asking = (
            replace(one, environment={**one.environment, **port}) for one in (service.job, client)
        )
        please_stop, has_ended = Notice(stop_within=service.stop_time), Notice()
        hear = hearing(service.stop_word, please_stop, on_client_output)
        with ThreadPoolExecutor(1) as threads:
            serving = threads.submit(self._run, served, on_output, please_stop)
            serving.add_done_callback(lambda _: has_ended.give())
            try:
                found = self._run(asking, hear, has_ended)
            finally:
                please_stop.give()
            return Served(service=serving.result(), client=found)

    def _run(
        self,
        job: Job,
        on_output: Callable[[bytes], None] | None,
        notice: Notice | None,
    ) -> Outcome:
        images.find(job.image)
        folder = tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-")
        try:
            return self._run_in(folder, job, on_output, notice)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def image_digest(self, image: str) -> str:
        return f"process:{images.find(image).tag.partition(':')[2]}"

    def kill(self, labels: Mapping[str, str]) -> int:
        return self._end(lambda one: labels.items() <= one.labels.items())

    def reap(self, is_live: Callable[[Mapping[str, str]], bool]) -> int:
        for leftover in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*"):
            owner = leftover.name.removeprefix(FOLDER_PREFIX).partition("-")[0]
            if not Path("/proc", owner).exists():
                shutil.rmtree(leftover, ignore_errors=True)
        now = time.monotonic()
        self._end(lambda one: now > one.overdue_at)
        return self._end(lambda one: bool(one.labels) and not is_live(one.labels))

    def close(self) -> None:
        self._end(lambda _: True)

    def _end(self, is_meant: Callable[[_Running], bool]) -> int:
        with self._lock:
            meant = [one for one in self._running.values() if is_meant(one)]
        for one in meant:
            one.ended_by_us = True
            _end_tree(one.harness.pid)
        return len(meant)

    def _environment(self, job: Job) -> dict[str, str]:
        return {
            "PATH": f"{Path(self._python).parent}:/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "PYTHONHASHSEED": str(job.hash_seed),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
        }

    def _run_in(
        self,
        folder: str,
        job: Job,
        on_output: Callable[[bytes], None] | None,
        notice: Notice | None,
    ) -> Outcome:
        begun_at = time.monotonic()
        work, home = Path(folder, "work"), Path(folder, "home")
        work.mkdir()
        home.mkdir()
        environment = self._environment(job) | {"HOME": str(home), "TMPDIR": str(home)}
        harness = subprocess.Popen(  # noqa: S603 - the purpose
            [self._python, "-c", START, ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=environment,
            start_new_session=True,
        )
        wall_seconds = job.limits.wall_time.total_seconds()
        running = _Running(dict(job.labels), harness, begun_at + wall_seconds + 2 * SECONDS)
        with self._lock:
            self._running[harness.pid] = running
        try:
            return self._converse(job, harness, str(work), environment, on_output, notice, begun_at)
        except SilentHarnessError as error:
            raise SandboxError(str(error)) from error
        finally:
            with self._lock:
                del self._running[harness.pid]
            _end_tree(harness.pid)
            harness.wait()
            if running.ended_by_us:
                raise SandboxError("the job was ended before it was done")

    def _converse(
        self,
        job: Job,
        harness: subprocess.Popen[bytes],
        work: str,
        environment: dict[str, str],
        on_output: Callable[[bytes], None] | None,
        notice: Notice | None,
        begun_at: float,
    ) -> Outcome:
        assert harness.stdin is not None  # noqa: S101 - PIPE was asked for
        assert harness.stdout is not None  # noqa: S101 - a pipe was asked for
        channel = PipeChannel(stdin=harness.stdin, stdout=harness.stdout)
        conversation = Conversation(
            job,
            channel,
            folder=work,
            environment=environment | dict(job.environment),
            cpu_seconds=lambda: _cpu_seconds(harness.pid),
            on_output=on_output,
            notice=notice,
        )
        wait_until_ready(channel, seconds=SECONDS)
        ready_at = time.monotonic()
        conversation.send_job(seconds=SECONDS)
        transcript = conversation.follow()
        cpu = _cpu_seconds(harness.pid)
        if transcript.ended:
            conversation.say_goodbye()
        else:
            _end_tree(harness.pid)
        channel.close()
        evidence = Evidence(exit_code=_exit_code(harness), out_of_memory=False, cpu_seconds=cpu)
        phases = {
            "start": ready_at - begun_at,
            "stream_in": transcript.started_at - ready_at,
            "execute": transcript.command_ended_at - transcript.started_at,
            "collect": transcript.ended_at - transcript.command_ended_at,
        }
        return outcome(job, transcript, evidence, peak_memory_bytes=None, phases=phases)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _exit_code(harness: subprocess.Popen[bytes]) -> int:
    try:
        code = harness.wait(SECONDS)
    except subprocess.TimeoutExpired:
        _end_tree(harness.pid)
        code = harness.wait()
    return code if code >= 0 else 128 - code


def _end_tree(pid: int) -> None:
    """The harness adopts its orphans, so what is below it is everything; itself goes last."""
    end_descendants(pid)
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _cpu_seconds(pid: int) -> float:
    """Of the process, what is below it, and what of that has ended already."""
    ticks = 0
    for one in {pid} | descendants(pid):
        with suppress(OSError, ValueError):
            fields = Path(f"/proc/{one}/stat").read_bytes().rpartition(b")")[2].split()
            ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS
