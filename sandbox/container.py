"""One confined container from creation to removal; it serves one job and is never used again."""

import secrets
import time
from contextlib import suppress
from datetime import timedelta

from sandbox.confinement import Confinement, differences
from sandbox.engine import Engine
from sandbox.errors import ConfinementError, SandboxError
from sandbox.meter import Meter
from sandbox.runner import Role
from sandbox.verdict import Evidence

LABEL = "vetting.sandbox"  # on every container of ours: the instance that made it
ROLE_LABEL = "vetting.sandbox.role"
DEADLINE_LABEL = "vetting.sandbox.deadline"  # seconds since 1970; overdue after it
JOB_LABEL = "vetting.job."  # before each of the job's own labels

# One uid for each container that exists: a shared one would let two of them meet in the kernel's
# per-user accounts. Drawn at random from 2**28, so that no two processes need to agree.
FIRST_UID = {Role.CANDIDATE: 1 << 28, Role.GRADER: 1 << 29}
UIDS_PER_ROLE = 1 << 28

DEATH_SECONDS = 0.25  # how long a harness may take to leave by itself
ENGINE_SECONDS = 30.0


class Container:
    """Made, inspected and started; `channel` is open, `meter` reads from outside where the host lets it."""

    def __init__(
        self,
        engine: Engine,
        confinement: Confinement,
        *,
        instance: str,
        labels: dict[str, str],
        lifetime: timedelta,
    ) -> None:
        """Raises `SandboxError`; nothing is left behind then."""
        self._engine = engine
        self.confinement = confinement
        self.phases: dict[str, float] = {}
        self.meter: Meter | None = None
        self.made_at = time.monotonic()
        role = confinement.role
        labels = labels | {
            LABEL: instance,
            ROLE_LABEL: role.value,
            DEADLINE_LABEL: str(int(time.time() + lifetime.total_seconds())),
        }
        uid = FIRST_UID[role] + secrets.randbelow(UIDS_PER_ROLE)
        asked = confinement.create_config(uid=uid, labels=labels, lifetime=lifetime)
        self.id = engine.create(asked, name=f"vetting-{role.value}-{secrets.token_hex(8)}")
        try:
            self._check(asked)
            self.phases["create"] = time.monotonic() - self.made_at
            self.channel = engine.attach(self.id)
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
        pid = self._engine.inspect(self.id)["State"]["Pid"]
        with suppress(
            OSError
        ):  # Not on this host, or another's process namespace: the engine tells less.
            self.meter = Meter(pid)
        self.phases["start"] = time.monotonic() - started_at

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
        if not (leaves and self.meter and self.meter.is_dead(within_seconds=DEATH_SECONDS)):
            self._kill()
            if self.meter and not self.meter.is_dead(within_seconds=ENGINE_SECONDS):
                raise SandboxError("a killed container does not die")
        return Evidence(exit_code=claimed_exit_code, out_of_memory=oom, cpu_seconds=cpu_seconds)

    def _end_by_engine(self, *, leaves: bool, cpu_seconds: float | None) -> Evidence:
        code = self._engine.wait(self.id, seconds=1.0) if leaves else None
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
        # First hang up: the engine waits for its listeners to read all that a dying flood wrote.
        self.channel.close()
        self._engine.kill(self.id)

    def remove(self) -> None:
        if self.meter:
            self.meter.close()
        if channel := getattr(self, "channel", None):
            channel.close()
        self._engine.remove(self.id)
