"""Reads what a container uses from its control group, from outside, in microseconds."""

import os
import select
import signal
from contextlib import suppress
from pathlib import Path

CONTROL_GROUPS = Path("/sys/fs/cgroup")
NANOSECONDS, MICROSECONDS = 1e9, 1e6


class Meter:
    """One container's files, kept open. Every reading is None once it cannot be had."""

    def __init__(self, pid: int) -> None:
        """`pid` is the container's first process. Raises OSError where the host hides these."""
        self._files: dict[str, int] = {}
        self._death = os.pidfd_open(pid)
        try:
            self._open_files(_groups_of(pid))
        except OSError:
            self.close()
            raise
        self._cpu_before = 0.0

    def _open_files(self, groups: dict[str, str]) -> None:
        self.is_unified = set(groups) == {""}
        if self.is_unified:
            folder = CONTROL_GROUPS / groups[""].lstrip("/")
            wanted = {
                "cpu": folder / "cpu.stat",
                "oom": folder / "memory.events",
                "peak": folder / "memory.peak",
                "memory": folder / "memory.stat",
            }
        else:
            memory = CONTROL_GROUPS / "memory" / groups["memory"].lstrip("/")
            wanted = {
                "cpu": CONTROL_GROUPS / "cpuacct" / groups["cpuacct"].lstrip("/") / "cpuacct.usage",
                "oom": memory / "memory.oom_control",
                "peak": memory / "memory.max_usage_in_bytes",
                "memory": memory / "memory.stat",
            }
        for name, path in wanted.items():
            if name == "peak" and not path.exists():
                continue  # Kernels before 5.19 have no peak in the unified hierarchy.
            self._files[name] = os.open(path, os.O_RDONLY | os.O_CLOEXEC)

    def start(self) -> None:
        """Count CPU time from here."""
        self._cpu_before += self.cpu_seconds() or 0.0

    def cpu_seconds(self) -> float | None:
        text = self._read("cpu")
        if text is None:
            return None
        if self.is_unified:
            used = int(_field(text, "usage_usec")) / MICROSECONDS
        else:
            used = int(text) / NANOSECONDS
        return used - self._cpu_before

    def peak_memory_bytes(self) -> int | None:
        text = self._read("peak")
        return None if text is None else int(text)

    def memory_bytes(self) -> int | None:
        """What its processes hold now, without the files that the kernel merely keeps at hand."""
        text = self._read("memory")
        return None if text is None else int(_field(text, "anon" if self.is_unified else "rss"))

    def was_out_of_memory(self) -> bool | None:
        text = self._read("oom")
        return None if text is None else int(_field(text, "oom_kill")) > 0

    def is_dead(self, *, within_seconds: float) -> bool:
        """Whether the first process, and with it every other of the container, is gone."""
        poller = select.poll()
        poller.register(self._death, select.POLLIN)
        return bool(poller.poll(within_seconds * 1000))

    def kill(self) -> None:
        """End the first process, and with it every other of the container."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._death, signal.SIGKILL)

    def close(self) -> None:
        for descriptor in (self._death, *self._files.values()):
            with suppress(OSError):
                os.close(descriptor)
        self._files.clear()
        self._death = -1

    def _read(self, name: str) -> str | None:
        descriptor = self._files.get(name)
        if descriptor is None:
            return None
        try:
            return os.pread(descriptor, 4096, 0).decode()
        except OSError:  # The group goes with its last process.
            return None


def _groups_of(pid: int) -> dict[str, str]:
    """Controller → path; "" is the unified hierarchy."""
    groups = {}
    for line in Path(f"/proc/{pid}/cgroup").read_text(encoding="ascii").splitlines():
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            groups[controller.removeprefix("name=")] = path
    if "memory" in groups:
        groups.pop("", None)
    return groups


def _field(text: str, name: str) -> str:
    for line in text.splitlines():
        key, _, value = line.partition(" ")
        if key == name:
            return value
    raise OSError(f"no {name}")
