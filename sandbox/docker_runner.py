"""Runs jobs in single-use containers of the local engine, confined as the README says."""

import atexit
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sandbox.confinement import WORK_FOLDER
from sandbox.container import DEADLINE_LABEL, LABEL, Container, job_labels
from sandbox.conversation import Conversation, SilentHarnessError
from sandbox.engine import Engine
from sandbox.errors import SandboxError
from sandbox.making import ContainerMaker
from sandbox.notice import Notice, hearing
from sandbox.outcome import Outcome
from sandbox.pool import Pool, Stock
from sandbox.runner import Job, Role, Served, Service
from sandbox.verdict import outcome

log = logging.getLogger(__name__)

STREAM_IN_SECONDS = 60.0
# Longer than anybody takes from creating a container to starting it, or from its end to looking at it.
FORGOTTEN_SECONDS = 240.0
NOT_RUNNING = frozenset({"created", "exited", "dead"})
SERVICE_PORT = 8000  # in a network of its own, so always free
REMOVERS = 2
TELL_AFTER_SECONDS = 0.2
DEFAULT_STOCK = Stock()


@dataclass(slots=True)
class _Running:
    labels: Mapping[str, str]
    container: Container
    ended_by_us: bool = False


class DockerRunner:
    """Thread-safe. `runtime` is an engine runtime ("runc", "runsc"); `cpuset` pins all jobs.

    With a `stock`, jobs take warm containers where there are any; None starts every job cold.
    With `fork_server`, the harness of a container, warm or not, comes from a process that has the
    image's imports already. All give the same outcomes. `installation` names whom the jobs are
    for: runners of one installation end and reap each other's containers, and never another's on
    the same engine; without a name the runner is one of its own.
    """

    def __init__(
        self,
        *,
        installation: str = "",
        runtime: str = "runc",
        cpuset: str = "",
        stock: Stock | None = DEFAULT_STOCK,
        fork_server: bool = False,
    ) -> None:
        """Raises `EngineUnavailableError`, and `ForkServerError` where this host cannot have one."""
        self._engine = Engine()
        self._maker = ContainerMaker(
            self._engine,
            installation=installation,
            runtime=runtime,
            cpuset=cpuset,
            fork_server=fork_server,
            warm_lifetime=stock.max_age if stock else timedelta(),
        )
        self.installation = self._maker.installation
        self._label = {LABEL: self.installation}
        self._running: dict[str, _Running] = {}
        self._lock = threading.Lock()
        self._janitors = ThreadPoolExecutor(REMOVERS, thread_name_prefix="sandbox-janitor")
        self._pool = Pool(self._maker.warm, self._remove, stock) if stock else None
        atexit.register(self.close)

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        container = self._take_warm(job)
        if container:
            try:
                return self._run_in(container, job, on_output)
            except _NotStartedError:
                log.info("a warm container died before its job started; the job starts cold")
        return self._run_in(self._maker.cold(job), job, on_output)

    def serve(
        self,
        service: Service,
        client: Job,
        *,
        on_output: Callable[[bytes], None] | None = None,
        on_client_output: Callable[[bytes], None] | None = None,
    ) -> Served:
        port = {"PORT": str(SERVICE_PORT)}
        jobs = [
            replace(one, environment={**one.environment, **port}) for one in (service.job, client)
        ]
        please_stop, has_ended = Notice(stop_within=service.stop_time), Notice()
        hear = hearing(service.stop_word, please_stop, on_client_output)
        holder = self._maker.cold(replace(service.job, role=Role.HOLDER))
        try:
            # Both are there before either job starts, so that no start is counted as the other's.
            server, beside = self._maker.all_cold(jobs, network=f"container:{holder.id}")
            with ThreadPoolExecutor(1) as threads:
                serving = threads.submit(self._run_in, server, jobs[0], on_output, please_stop)
                serving.add_done_callback(lambda _: has_ended.give())
                try:
                    found = self._run_in(beside, jobs[1], hear, has_ended)
                finally:
                    please_stop.give()
                served = Served(service=serving.result(), client=found)
            if not holder.is_alive:
                raise SandboxError("the holder of the shared network died")
            return served
        finally:
            self._remove(holder)

    def image_digest(self, image: str) -> str:
        return self._maker.image_digest(image)

    def kill(self, labels: Mapping[str, str]) -> int:
        with self._lock:
            ours = {k for k, one in self._running.items() if labels.items() <= one.labels.items()}
        others = {
            found["Id"]
            for found in self._engine.containers(self._label, only_running=True)
            if labels.items() <= job_labels(found).items()
        }
        self._end(ours | others)
        return len(ours | others)

    def reap(self, is_live: Callable[[Mapping[str, str]], bool]) -> int:
        dead, left_over = set(), set()
        # What is overdue is nobody's any more; only our own installation's jobs are ours to judge.
        for found in self._engine.containers({LABEL: ""}):
            with self._lock:
                running = self._running.get(found["Id"])
            labels = running.labels if running else job_labels(found)
            judged = labels and found["Labels"][LABEL] == self.installation
            if judged and not is_live(labels):
                dead.add(found["Id"])
            elif _is_left_over(found, is_ours=running is not None):
                left_over.add(found["Id"])
        self._end(dead | left_over)
        return len(dead)

    def close(self) -> None:
        atexit.unregister(self.close)
        if self._pool:
            self._pool.close()
        self._janitors.shutdown()
        self._maker.close()
        self._engine.close()

    def _take_warm(self, job: Job) -> Container | None:
        confinement = self._maker.warm_confinement(job)
        if self._pool is None or confinement is None:
            return None
        taken_at = time.monotonic()
        container = self._pool.take(confinement)
        if container:
            container.phases = {"start": time.monotonic() - taken_at}
        return container

    def _run_in(
        self,
        container: Container,
        job: Job,
        on_output: Callable[[bytes], None] | None,
        notice: Notice | None = None,
    ) -> Outcome:
        running = _Running(dict(job.labels), container)
        telling = self._tell_others(running) if "create" not in container.phases else None
        with self._lock:
            self._running[container.id] = running
        try:
            return self._converse(job, container, on_output, notice)
        except SandboxError as error:
            if running.ended_by_us:
                raise SandboxError("the job was ended before it was done") from error
            raise
        finally:
            if telling:
                telling.cancel()
            with self._lock:
                del self._running[container.id]
            self._remove(container)

    def _tell_others(self, running: _Running) -> threading.Timer:
        """Let other processes find the job of a container that was made before it, unless it is short.

        This one knows already. Asking the engine takes longer than many a job.
        """
        telling = threading.Timer(TELL_AFTER_SECONDS, _assign, (running.container, running.labels))
        telling.daemon = True
        telling.start()
        return telling

    def _remove(self, container: Container) -> None:
        self._in_background(_remove, container)

    def _in_background(self, act: Callable[..., None], *arguments: object) -> None:
        """For what an outcome need not wait for. At once when the runner is closed meanwhile."""
        try:
            self._janitors.submit(act, *arguments)
        except RuntimeError:
            act(*arguments)

    def _end(self, ids: set[str]) -> None:
        for container in ids:
            with self._lock:
                if running := self._running.get(container):
                    running.ended_by_us = True
            self._engine.remove(container)

    def _converse(
        self,
        job: Job,
        container: Container,
        on_output: Callable[[bytes], None] | None,
        notice: Notice | None,
    ) -> Outcome:
        conversation = Conversation(
            job,
            container.channel,
            folder=WORK_FOLDER,
            environment=container.confinement.base_environment() | dict(job.environment),
            cpu_seconds=container.cpu_seconds,
            on_output=on_output,
            notice=notice,
        )
        if container.meter:
            container.meter.start()
        begun_at = time.monotonic()
        try:
            conversation.send_job(seconds=STREAM_IN_SECONDS)
        except SilentHarnessError as error:
            raise _NotStartedError(str(container.explained(error))) from error
        transcript = conversation.follow()
        cpu, peak = container.usage()
        if transcript.ended:
            conversation.say_goodbye()
        evidence = container.end(
            claimed_exit_code=transcript.exit_code,
            leaves=transcript.stop is None,
            cpu_seconds=cpu,
        )
        phases = container.phases | {
            "stream_in": transcript.started_at - begun_at,
            "execute": transcript.command_ended_at - transcript.started_at,
            "collect": transcript.ended_at - transcript.command_ended_at,
            "end": time.monotonic() - transcript.ended_at,
        }
        return outcome(job, transcript, evidence, peak_memory_bytes=peak, phases=phases)


class _NotStartedError(SandboxError):
    """The container was lost before the command started, so the job can have another."""


def _is_left_over(found: Mapping[str, Any], *, is_ours: bool) -> bool:
    now = time.time()
    if now > float(found["Labels"].get(DEADLINE_LABEL, 0)):
        return True
    is_forgotten = found["State"] in NOT_RUNNING and now - found["Created"] > FORGOTTEN_SECONDS
    return is_forgotten and not is_ours


def _assign(container: Container, labels: Mapping[str, str]) -> None:
    with suppress(SandboxError):  # The job may be over already.
        container.assign(labels)


def _remove(container: Container) -> None:
    try:
        container.remove()
    except SandboxError as error:
        log.warning("a container was not removed, the reaper will: %s", error)
