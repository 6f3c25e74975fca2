"""One confined container from creation to removal; it serves one job and is never used again."""

import base64
import json
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from sandbox.channel import AttachedChannel, PipeChannel
from sandbox.confinement import Confinement, differences
from sandbox.conversation import SilentHarnessError, wait_until_ready
from sandbox.engine import Engine
from sandbox.errors import ConfinementError, SandboxError
from sandbox.joining import ForkServer
from sandbox.meter import Meter
from sandbox.runner import Role
from sandbox.verdict import Evidence

LABEL = "vetting.sandbox"  # on every container of ours: the installation that it works for
ROLE_LABEL = "vetting.sandbox.role"
DEADLINE_LABEL = "vetting.sandbox.deadline"  # seconds since 1970; overdue after it
JOB_LABEL = "vetting.job."  # before each of the job's own labels

# One uid for each container that exists: a shared one would let two of them meet in the kernel's
# per-user accounts. Drawn at random from 2**28, so that no two processes need to agree.
FIRST_UID = {Role.CANDIDATE: 1 << 28, Role.GRADER: 2 << 28, Role.HOLDER: 3 << 28}
UIDS_PER_ROLE = 1 << 28

ENGINE_SECONDS = 30.0
READY_SECONDS = 60.0


def labels_as_name(labels: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(labels).encode()).decode().rstrip("=")


def job_labels(found: Mapping[str, Any]) -> dict[str, str]:
    """The job's labels of a container that the engine listed; empty while it has no job."""
    labels = {
        name.removeprefix(JOB_LABEL): value
        for name, value in found["Labels"].items()
        if name.startswith(JOB_LABEL)
    }
    _, dot, encoded = found["Names"][0].partition(".")
    if dot:
        labels |= json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    return labels


class Container:
    """Made, inspected and started; `channel` is open, `meter` reads from outside where the host lets it."""

    def __init__(
        self,
        engine: Engine,
        confinement: Confinement,
        *,
        installation: str,
        labels: dict[str, str],
        lifetime: timedelta,
        fork_server: ForkServer | None = None,
    ) -> None:
        """Raises `SandboxError`; nothing is left behind then.

        A joined container gets its harness from `fork_server`; without one it stays idle.
        """
        self._engine, self._fork_server = engine, fork_server
        self.confinement = confinement
        self.phases: dict[str, float] = {}
        self.meter: Meter | None = None
        self.channel: AttachedChannel | PipeChannel
        self._lifeline: AttachedChannel | None = None
        self.made_at = time.monotonic()
        role = confinement.role
        labels = labels | {
            LABEL: installation,
            ROLE_LABEL: role.value,
            DEADLINE_LABEL: str(int(time.time() + lifetime.total_seconds())),
        }
        self._uid = FIRST_UID[role] + secrets.randbelow(UIDS_PER_ROLE)
        asked = confinement.create_config(uid=self._uid, labels=labels, lifetime=lifetime)
        self.name = f"vetting-{role.value}-{secrets.token_hex(8)}"
        self.id = engine.create(asked, name=self.name)
        try:
            self._check(asked)
            self.phases["create"] = time.monotonic() - self.made_at
            # The first process ends when this is closed.
            self.channel = self._lifeline = engine.attach(self.id)
            self._start()
        except BaseException:
            self.remove()
            raise

    def _check(self, asked: dict[str, object]) -> None:
        actual = self._engine.inspect(self.id)
        found = differences(asked, actual, app_armor=self.confinement.app_armor)
        if found:
            raise ConfinementError("not started: " + "; ".join(found))

    def _start(self) -> None:
        started_at = time.monotonic()
        self._engine.start(self.id)
        self.pid = int(self._engine.inspect(self.id)["State"]["Pid"])
        # Not on this host, or in another process namespace: the engine tells less.
        with suppress(OSError):
            self.meter = Meter(self.pid)
        if self._fork_server:
            self._receive_harness(self._fork_server)
        elif not self.confinement.is_joined:
            self._await_harness()
        self.phases["start"] = time.monotonic() - started_at

    def _receive_harness(self, fork_server: ForkServer) -> None:
        newcomer, self.channel = fork_server.join(self.pid, uid=self._uid)
        self._await_harness()
        fork_server.check(newcomer, self.pid)

    def _await_harness(self) -> None:
        try:
            wait_until_ready(self.channel, seconds=READY_SECONDS)
        except SilentHarnessError as error:
            raise self.explained(error) from error

    @property
    def is_alive(self) -> bool:
        return self.meter is None or not self.meter.is_dead(within_seconds=0)

    def assign(self, labels: Mapping[str, str]) -> None:
        """Write the job's labels on a container that was made before its job was known.

        The engine's labels are fixed at creation; its name is not, and other processes can read it.
        """
        self._engine.rename(self.id, f"{self.name}.{labels_as_name(labels)}")

    def explained(self, error: SilentHarnessError) -> SandboxError:
        complaint = self.channel.complaint.decode(errors="replace").strip()
        return SandboxError(f"{error}: {complaint}")

    def cpu_seconds(self) -> float | None:
        """Of the job so far; None where only the engine could tell, which takes too long to ask often."""
        return self.meter.cpu_seconds() if self.meter else None

    def usage(self) -> tuple[float | None, int | None]:
        """CPU seconds and peak memory, to be asked while the container lives."""
        if self.meter:
            return self.meter.cpu_seconds(), self.meter.peak_memory_bytes()
        return self._engine.usage(self.id)

    def end(
        self, *, claimed_exit_code: int | None, leaves: bool, cpu_seconds: float | None
    ) -> Evidence:
        """Make sure that every process is dead and say how it ended.

        `claimed_exit_code` is what the harness said in its last word; whoever could forge it could
        as well have exited so. Memory and death are always judged from outside. Raises
        `SandboxError` when somebody else ended the container.
        """
        oom = self.meter.was_out_of_memory() if self.meter else None
        if claimed_exit_code is None or oom is None:
            return self._end_by_engine(leaves=leaves, cpu_seconds=cpu_seconds)
        if self.meter:
            self.meter.kill()
            if not self.meter.is_dead(within_seconds=ENGINE_SECONDS):
                raise SandboxError("a killed container does not die")
        return Evidence(exit_code=claimed_exit_code, out_of_memory=oom, cpu_seconds=cpu_seconds)

    def _end_by_engine(self, *, leaves: bool, cpu_seconds: float | None) -> Evidence:
        # Where the harness joined, the first process does not end with it.
        ends = leaves and not self.confinement.is_joined
        code = self._engine.wait(self.id, seconds=1.0) if ends else None
        if code is None:
            self._kill()
            code = self._engine.wait(self.id, seconds=ENGINE_SECONDS)
        state = self._engine.inspect(self.id)["State"]
        if state["Status"] in {"removing", "dead"}:
            raise SandboxError("the container was ended by somebody else")
        if code is None or state["Running"]:
            raise SandboxError("a killed container does not die")
        out_of_memory = bool(state["OOMKilled"])
        return Evidence(exit_code=code or 0, out_of_memory=out_of_memory, cpu_seconds=cpu_seconds)

    def _kill(self) -> None:
        if self.meter:
            self.meter.kill()
        # Hang up: the engine waits for its listeners to read all that a dying flood wrote.
        self._hang_up()
        self._engine.kill(self.id)

    def _hang_up(self) -> None:
        if self._lifeline:
            self.channel.close()
            self._lifeline.close()

    def remove(self) -> None:
        if self.meter:
            self.meter.close()
        self._hang_up()
        self._engine.remove(self.id)
