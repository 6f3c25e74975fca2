"""What must hold after every batch of hostile submissions, whatever they did.

The rows, the engine, the files and the processes of our own are looked at exactly; the host, which
others use beside us, within tolerances.
"""

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from sandbox.container import LABEL, job_labels
from sandbox.engine import Engine
from sandbox.limits import MIB
from tests.attacks.installation import HOST_SECRET, Handed, Installation, Told
from vetting.audit.models import Event
from vetting.runs.models import CheckResult, Result, Run

PLANTED = re.compile(r"canary-[0-9a-f]{24}")  # packkit's canary, as it lies in answers/
TERMINAL = "\x1b"
CONTAINER_GROUP = re.compile(r"vetting-sandbox[^/]*/(?:docker-)?([0-9a-f]{64})")
SETTLE_SECONDS = 60  # no container, process or file of ours outlives its run by more


@dataclass(frozen=True, kw_only=True)
class Host:
    """How much of the host is in use. The tolerances leave room for whoever works beside us."""

    processes: int
    memory_bytes: int
    disk_bytes: int
    inodes: int

    @classmethod
    def now(cls) -> Self:
        volume = os.statvfs(tempfile.gettempdir())
        return cls(
            processes=len(_process_ids()),
            memory_bytes=-_available_memory(),
            disk_bytes=-volume.f_bavail * volume.f_frsize,
            inodes=-volume.f_favail,
        )

    def growth_over(self, before: Self) -> list[str]:
        return [
            f"{name} in use on the host: {grown} more than before"
            for name, tolerance in TOLERANCES.items()
            if (grown := getattr(self, name) - getattr(before, name)) > tolerance
        ]


TOLERANCES = {
    "processes": 150,
    "memory_bytes": 2048 * MIB,
    "disk_bytes": 512 * MIB,
    "inodes": 20_000,
}


class Invariants:
    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._engine = Engine()
        self._host, self._files = Host.now(), self._temporary_files()
        self._volumes, self._networks = _listed("volume"), _listed("network")

    def assert_hold(self, batch: Mapping[Handed, Told]) -> None:
        """For these runs, which have ended, and what the API tells of them."""
        assert rows_at_fault(batch) == []
        assert self.told_secrets(batch) == []
        self.assert_nothing_is_left()

    def told_secrets(self, batch: Mapping[Handed, Told]) -> list[str]:
        """Name the places where planted answers, or anything of the host's, can be read."""
        logs = self._installation.logs()
        places = {"the logs": logs}
        for handed, told in batch.items():
            places |= {
                f"the API of {handed.run.pk}": json.dumps(asdict(told)),
                **rows_of(handed.run),
            }
        found = [
            f"a secret is told in {place}"
            for place, text in places.items()
            if PLANTED.search(text) or HOST_SECRET in text
        ]
        if TERMINAL in logs:
            found.append("the logs hold what a terminal acts on")
        # Hidden inputs may be printed; whoever printed them must not read them.
        printed = [told.own_run["output"] for told in batch.values()]
        return [*found, *(f"a candidate reads {one[:100]!r}" for one in printed if one)]

    def leftovers(self, *, idle_too: bool = False) -> list[str]:
        """Name what there is of ours now; what the platform itself holds while it runs, if asked."""
        ours = self._engine.containers({LABEL: self._installation.name})
        kept = set() if idle_too else self._files
        return [
            *(f"a container: {one['Names'][0]}" for one in ours if idle_too or job_labels(one)),
            *(f"a volume: {name}" for name in _listed("volume") - self._volumes),
            *(f"a network: {name}" for name in _listed("network") - self._networks),
            *(f"a process: {told}" for told in self._processes_without_container()),
            *(f"a file: {path}" for path in self._temporary_files() - kept),
            *Host.now().growth_over(self._host),
        ]

    def assert_nothing_is_left(self, *, idle_too: bool = False) -> None:
        deadline = time.monotonic() + SETTLE_SECONDS
        while found := self.leftovers(idle_too=idle_too):
            assert time.monotonic() < deadline, found
            time.sleep(0.2)

    def _temporary_files(self) -> set[Path]:
        return set(self._installation.temporary.rglob("*"))

    def _processes_without_container(self) -> list[str]:
        """Processes in a group of ours whose container the engine does not know (any more)."""
        groups = {}
        for pid in _process_ids():
            with suppress(OSError):
                told = Path("/proc", pid, "cgroup").read_text(encoding="ascii")
                if found := CONTAINER_GROUP.search(told):
                    groups[pid] = found[1]
        known = {one["Id"] for one in self._engine.containers({LABEL: ""})}
        return [f"{pid} of {group}" for pid, group in groups.items() if group not in known]


def rows_at_fault(batch: Iterable[Handed]) -> list[str]:
    """Runs without exactly one result, or that are not over; and anybody's that is overdue."""
    found = []
    for one in batch:
        run = Run.objects.get(pk=one.run.pk)
        ends = Event.objects.filter(object_id=str(run.pk), verb__in=("run_finished", "run_failed"))
        told = (
            run.state,
            run.tries,
            run.leased_until,
            ends.count(),
            Result.objects.filter(run=run).count(),
        )
        if told != (Run.State.FINISHED, 1, None, 1, 1):
            found.append(f"{run.workspace_id}: {told} {run.failure}")
    overdue = Run.objects.abandoned().count()
    return [*found, *([f"{overdue} runs are overdue"] if overdue else [])]


def rows_of(run: Run) -> dict[str, str]:
    """What the database keeps of a run in words."""
    kept = Run.objects.select_related("result").get(pk=run.pk)
    result = Result.objects.get(run=kept)
    return {
        "runs": f"{kept.output} {kept.failure} {kept.progress_label}",
        "results": f"{result.message} {result.steps} {result.findings} {result.phases}",
        "checks": "".join(one.evidence for one in CheckResult.objects.filter(result=result)),
        "events": str(list(Event.objects.filter(object_id=str(run.pk)).values_list("detail"))),
    }


def _listed(kind: str) -> set[str]:
    """The engine's volumes or networks, without those of composed services, which come and go."""
    told = subprocess.run(
        ["docker", kind, "ls", "--format", "{{.Name}} {{.Labels}}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return {
        line.split()[0] for line in told.stdout.splitlines() if "com.docker.compose" not in line
    }


def _process_ids() -> list[str]:
    return [one.name for one in Path("/proc").iterdir() if one.name.isdigit()]


def _available_memory() -> int:
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    raise OSError("the kernel does not tell how much memory is available")
