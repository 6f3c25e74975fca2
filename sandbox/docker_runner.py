"""Runs jobs in single-use containers of the local engine, confined as the README says."""

import atexit
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sandbox import image as images
from sandbox import joining, parent_group
from sandbox.confinement import WORK_FOLDER, Confinement, confinement_for
from sandbox.container import DEADLINE_LABEL, JOB_LABEL, LABEL, Container, job_labels
from sandbox.conversation import Conversation, Notice, SilentHarnessError
from sandbox.engine import Engine
from sandbox.errors import ForkServerError, SandboxError
from sandbox.fork_servers import ForkServers
from sandbox.outcome import Outcome
from sandbox.pool import Pool, Stock
from sandbox.runner import Job, Role, Served, Service
from sandbox.verdict import outcome

log = logging.getLogger(__name__)

STREAM_IN_SECONDS = 60.0
# How much longer than its wall time a container may exist: start, stream in, collect, removal.
GRACE = timedelta(seconds=180)
MAX_WARM_WALL_TIME = timedelta(minutes=10)  # a longer job starts cold
WARM_HASH_SEED = 0  # a warm interpreter has its seed already; jobs with another start cold
HOME_LIFETIME = timedelta(days=1)  # of a fork server; then the next job gets a new one
FORGOTTEN_SECONDS = 60.0  # an exited container this old has no owner who would still look at it
SERVICE_PORT = 8000  # in a network of its own, so always free
REMOVERS = 2
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
    image's imports already. All give the same outcomes. `installation` names whom the jobs are for: runners of one
    installation end and reap each other's containers, and never another's on the same engine;
    without a name the runner is one of its own.
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
        info = self._engine.info()
        if fork_server and (obstacles := joining.obstacles(info, runtime)):
            raise ForkServerError("no fork server can work here: " + "; ".join(obstacles))
        self._host = {
            "runtime": runtime,
            "cpuset": cpuset,
            "cgroup_parent": parent_group.name(info),
            "app_armor": _app_armor(info),
        }
        parent_group.give_weight()
        self.installation = installation or secrets.token_hex(8)
        self._label = {LABEL: self.installation}
        self._running: dict[str, _Running] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()
        self._janitors = ThreadPoolExecutor(REMOVERS, thread_name_prefix="sandbox-janitor")
        self._fork_servers = ForkServers(self._make_home) if fork_server else None
        self._pool = Pool(self._make_warm, stock) if stock else None
        self._warm_lifetime = (stock.max_age if stock else timedelta()) + MAX_WARM_WALL_TIME + GRACE
        atexit.register(self.close)

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        container = self._take_warm(job)
        if container:
            try:
                return self._run_in(container, job, on_output)
            except _NotStartedError:
                log.info("a warm container died before its job started; the job starts cold")
        return self._run_in(self._make_cold(job), job, on_output)

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
        holder = self._make_cold(replace(service.job, role=Role.HOLDER))
        try:
            # Both are there before either job starts, so that no start is counted as the other's.
            server, beside = self._make_both(jobs, network=f"container:{holder.id}")
            with ThreadPoolExecutor(1) as threads:
                serving = threads.submit(self._run_in, server, jobs[0], on_output, please_stop)
                serving.add_done_callback(lambda _: has_ended.give())
                try:
                    found = self._run_in(beside, jobs[1], on_client_output, has_ended)
                finally:
                    please_stop.give()
                served = Served(service=serving.result(), client=found)
            if not holder.is_alive:
                raise SandboxError("the holder of the shared network died")
            return served
        finally:
            self._in_background(_remove, holder)

    def image_digest(self, image: str) -> str:
        # A tag names its content, so what it resolves to never changes.
        if image not in self._digests:
            self._digests[image] = self._engine.image_digest(images.find(image).tag)
        return self._digests[image]

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
        doomed = set()
        # What is overdue is nobody's any more; only our own installation's jobs are ours to judge.
        for found in self._engine.containers({LABEL: ""}):
            with self._lock:
                running = self._running.get(found["Id"])
            labels = running.labels if running else job_labels(found)
            judged = labels and found["Labels"][LABEL] == self.installation
            if _is_doomed(found, is_ours=running is not None) or (judged and not is_live(labels)):
                doomed.add(found["Id"])
        self._end(doomed)
        return len(doomed)

    def close(self) -> None:
        atexit.unregister(self.close)
        if self._pool:
            self._pool.close()
        self._janitors.shutdown()
        if self._fork_servers:
            self._fork_servers.close()
        self._engine.close()

    def _take_warm(self, job: Job) -> Container | None:
        if self._pool is None or job.hash_seed != WARM_HASH_SEED:
            return None
        if job.limits.wall_time > MAX_WARM_WALL_TIME:
            return None
        taken_at = time.monotonic()
        container = self._pool.take(self._warm_confinement(job))
        if container:
            container.phases = {"start": time.monotonic() - taken_at}
            # Other processes find the job by it; this one knows already and need not wait.
            self._in_background(_assign, container, dict(job.labels))
        return container

    def _warm_confinement(self, job: Job) -> Confinement:
        # Where imports are shared they cost nothing, so one list serves all jobs that want any.
        wanted = None if self._fork_servers and job.preload else job.preload
        imports = images.find(job.image).imports_for(wanted)
        return replace(self._confinement(job), preload=imports)

    def _make_warm(self, confinement: Confinement) -> Container:
        return self._make(confinement, labels={}, lifetime=self._warm_lifetime)

    def _make_cold(self, job: Job, *, network: str = "none") -> Container:
        joins = self._fork_servers and job.hash_seed == WARM_HASH_SEED
        confinement = self._warm_confinement(job) if joins else self._confinement(job)
        return self._make(
            replace(confinement, network=network),
            labels={JOB_LABEL + name: value for name, value in job.labels.items()},
            lifetime=job.limits.wall_time + GRACE,
        )

    def _make_home(self, confinement: Confinement) -> Container:
        """For a fork server to live in: an idle container of its own, until the runner closes."""
        return self._make(confinement, labels={}, lifetime=HOME_LIFETIME)

    def _make(
        self, confinement: Confinement, *, labels: dict[str, str], lifetime: timedelta
    ) -> Container:
        fork_server = None
        if self._fork_servers and confinement.preload:
            fork_server = self._fork_servers.of(confinement)
            confinement = replace(confinement, preload=(), is_joined=True)
        return Container(
            self._engine,
            confinement,
            installation=self.installation,
            labels=labels,
            lifetime=lifetime,
            fork_server=fork_server,
        )

    def _make_both(self, jobs: list[Job], *, network: str) -> list[Container]:
        with ThreadPoolExecutor(len(jobs)) as threads:
            making = [threads.submit(self._make_cold, job, network=network) for job in jobs]
        try:
            return [one.result() for one in making]
        except SandboxError:
            for one in making:
                if one.exception() is None:
                    one.result().remove()
            raise

    def _run_in(
        self,
        container: Container,
        job: Job,
        on_output: Callable[[bytes], None] | None,
        notice: Notice | None = None,
    ) -> Outcome:
        running = _Running(dict(job.labels), container)
        with self._lock:
            self._running[container.id] = running
        try:
            return self._converse(job, container, on_output, notice)
        except SandboxError as error:
            if running.ended_by_us:
                raise SandboxError("the job was ended before it was done") from error
            raise
        finally:
            with self._lock:
                del self._running[container.id]
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

    def _confinement(self, job: Job) -> Confinement:
        return confinement_for(
            job.limits,
            image_digest=self.image_digest(job.image),
            role=job.role,
            hash_seed=job.hash_seed,
            **self._host,
        )

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


def _is_doomed(found: Mapping[str, Any], *, is_ours: bool) -> bool:
    now = time.time()
    if now > float(found["Labels"].get(DEADLINE_LABEL, 0)):
        return True
    return not is_ours and found["State"] == "exited" and now - found["Created"] > FORGOTTEN_SECONDS


def _assign(container: Container, labels: Mapping[str, str]) -> None:
    with suppress(SandboxError):  # The job may be over already.
        container.assign(labels)


def _remove(container: Container) -> None:
    try:
        container.remove()
    except SandboxError as error:
        log.warning("a container was not removed, the reaper will: %s", error)


def _app_armor(info: Mapping[str, Any]) -> str:
    has_it = any(option.startswith("name=apparmor") for option in info["SecurityOptions"])
    return "docker-default" if has_it else ""
