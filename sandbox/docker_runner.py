"""Runs jobs in single-use containers of the local engine, confined as the README says."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sandbox import image as images
from sandbox.confinement import WORK_FOLDER, Confinement, confinement_for
from sandbox.container import DEADLINE_LABEL, JOB_LABEL, LABEL, Container
from sandbox.conversation import Conversation, SilentHarnessError
from sandbox.engine import Engine
from sandbox.errors import SandboxError
from sandbox.outcome import Outcome
from sandbox.runner import Job
from sandbox.verdict import outcome

READY_SECONDS = 60.0
STREAM_IN_SECONDS = 60.0
# How much longer than its wall time a container may exist: start, stream in, collect, removal.
GRACE = timedelta(seconds=180)
FORGOTTEN_SECONDS = 60.0  # an exited container this old has no owner who would still look at it


@dataclass(slots=True)
class _Running:
    labels: Mapping[str, str]
    container: Container
    ended_by_us: bool = False


class DockerRunner:
    """Thread-safe. `runtime` is an engine runtime ("runc", "runsc"); `cpuset` pins all jobs."""

    def __init__(self, *, runtime: str = "runc", cpuset: str = "") -> None:
        """Raises `EngineUnavailableError`."""
        self._engine = Engine()
        info = self._engine.info()
        self._host = {
            "runtime": runtime,
            "cpuset": cpuset,
            "cgroup_parent": _cgroup_parent(info),
            "app_armor": _app_armor(info),
        }
        self._instance = secrets.token_hex(8)
        self._running: dict[str, _Running] = {}
        self._digests: dict[str, str] = {}
        self._lock = threading.Lock()

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        confinement = self._confinement(job)
        labels = {JOB_LABEL + name: value for name, value in job.labels.items()}
        container = Container(
            self._engine,
            confinement,
            instance=self._instance,
            labels=labels,
            lifetime=job.limits.wall_time + GRACE,
        )
        running = _Running(labels, container)
        with self._lock:
            self._running[container.id] = running
        try:
            return self._converse(job, container, on_output)
        except SandboxError as error:
            if running.ended_by_us:
                raise SandboxError("the job was ended before it was done") from error
            raise
        finally:
            with self._lock:
                del self._running[container.id]
            container.remove()

    def image_digest(self, image: str) -> str:
        # A tag names its content, so what it resolves to never changes.
        if image not in self._digests:
            self._digests[image] = self._engine.image_digest(images.find(image).tag)
        return self._digests[image]

    def kill(self, labels: Mapping[str, str]) -> int:
        wanted = {JOB_LABEL + name: value for name, value in labels.items()}
        found = {one["Id"] for one in self._engine.containers({LABEL: ""} | wanted)}
        with self._lock:
            found |= {
                key for key, one in self._running.items() if wanted.items() <= one.labels.items()
            }
        self._end(found)
        return len(found)

    def reap(self, is_live: Callable[[Mapping[str, str]], bool]) -> int:
        doomed = set()
        for found in self._engine.containers({LABEL: ""}):
            with self._lock:
                running = self._running.get(found["Id"])
            labels = running.labels if running else found["Labels"]
            if self._is_doomed(found, _job_labels(labels), is_live, is_ours=running is not None):
                doomed.add(found["Id"])
        self._end(doomed)
        return len(doomed)

    def close(self) -> None:
        self._engine.close()

    def _is_doomed(
        self,
        found: dict[str, Any],
        labels: dict[str, str],
        is_live: Callable[[Mapping[str, str]], bool],
        *,
        is_ours: bool,
    ) -> bool:
        now = time.time()
        if now > float(found["Labels"].get(DEADLINE_LABEL, 0)):
            return True
        if (
            not is_ours
            and found["State"] != "running"
            and now - found["Created"] > FORGOTTEN_SECONDS
        ):
            return True
        return bool(labels) and not is_live(labels)

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
        self, job: Job, container: Container, on_output: Callable[[bytes], None] | None
    ) -> Outcome:
        conversation = Conversation(
            job,
            container.channel,
            folder=WORK_FOLDER,
            environment=container.confinement.base_environment() | dict(job.environment),
            cpu_seconds=container.cpu_seconds,
            on_output=on_output,
        )
        begun_at = time.monotonic()
        try:
            conversation.wait_until_ready(seconds=READY_SECONDS)
            if container.meter:
                container.meter.start()
            ready_at = time.monotonic()
            conversation.send_job(seconds=STREAM_IN_SECONDS)
        except SilentHarnessError as error:
            complaint = container.channel.complaint.decode(errors="replace").strip()
            raise SandboxError(f"{error}: {complaint}") from error
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
            "start": container.phases["start"] + ready_at - begun_at,
            "stream_in": transcript.started_at - ready_at,
            "execute": transcript.command_ended_at - transcript.started_at,
            "collect": transcript.ended_at - transcript.command_ended_at,
            "remove": time.monotonic() - transcript.ended_at,
        }
        return outcome(job, transcript, evidence, peak_memory_bytes=peak, phases=phases)


def _job_labels(labels: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(JOB_LABEL): value
        for name, value in labels.items()
        if name.startswith(JOB_LABEL)
    }


def _cgroup_parent(info: Mapping[str, Any]) -> str:
    """One group above all our containers, so that one cap can bound them together."""
    return "vetting-sandbox.slice" if info["CgroupDriver"] == "systemd" else "/vetting-sandbox"


def _app_armor(info: Mapping[str, Any]) -> str:
    has_it = any(option.startswith("name=apparmor") for option in info["SecurityOptions"])
    return "docker-default" if has_it else ""
