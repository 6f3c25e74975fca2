"""Looks at the host: which control it has, and what is weaker without it."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sandbox import image as images
from sandbox import joining, parent_group
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.errors import SandboxError
from sandbox.meter import Meter
from sandbox.runner import Job

OLDEST_API = (1, 41)
OLDEST_KERNEL = (5, 3)  # pidfd_open
ENGINE_DISK_BYTES = 2 << 30

# Run inside: what the confinement looks like from there, one word per line that is wrong.
PROBE = """
import os, socket
status = dict(l.split(':\\t', 1) for l in open('/proc/self/status').read().splitlines() if ':\\t' in l)
if int(status['CapBnd'], 16) or int(status['CapEff'], 16): print('capabilities')
if status['NoNewPrivs'] != '1': print('privileges')
if status['Seccomp'] != '2': print('seccomp')
if os.getuid() < 1 << 28: print('uid')
if os.listdir('/sys/class/net') != ['lo']: print('network')
try: open('/x', 'w'); print('root')
except OSError: pass
try: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW); print('sockets')
except PermissionError: pass
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    name: str
    present: bool
    required: bool
    detail: str
    without: str  # what is weaker when it is absent

    def __str__(self) -> str:
        mark = "yes " if self.present else ("MISSING" if self.required else "no ")
        line = f"{mark:8}{self.name:28}{self.detail}"
        return line if self.present else f"{line}\n{'':8}without it: {self.without}"


def examine(*, fork_server: bool | None = None) -> Iterator[Control]:
    """Every control, the engine's first: without it nothing else can be asked.

    `fork_server`: whether it is required; None tells of it without requiring it.
    """
    try:
        engine = Engine()
        info, version = engine.info(), engine.version()
    except SandboxError as error:
        yield _required("container engine", present=False, detail=str(error), without="no job runs")
        return
    probe = _probe_control()  # first, because a runner sets some of the others up
    yield from _engine_controls(info, version)
    yield from _host_controls(info)
    for name in images.names():
        yield _image_control(engine, name)
    if fork_server is not False:
        yield replace(_fork_server_control(info), required=bool(fork_server))
    engine.close()
    yield probe


def missing(*, fork_server: bool = False) -> list[str]:
    """The required controls that this host does not have; a production start refuses then."""
    return [
        f"{one.name}: {one.without} {one.detail}".rstrip()
        for one in examine(fork_server=fork_server)
        if one.required and not one.present
    ]


def _required(name: str, *, present: bool, detail: str = "", without: str) -> Control:
    return Control(name=name, present=present, required=True, detail=detail, without=without)


def _helpful(name: str, *, present: bool, detail: str = "", without: str) -> Control:
    return Control(name=name, present=present, required=False, detail=detail, without=without)


def _engine_controls(info: Mapping[str, Any], version: Mapping[str, Any]) -> Iterator[Control]:
    options = " ".join(info.get("SecurityOptions") or ())
    api = tuple(int(part) for part in version["ApiVersion"].split("."))
    yield _required(
        "container engine",
        present=api >= OLDEST_API,
        detail=f"{version['Version']}, API {version['ApiVersion']}",
        without="options that confine a container are ignored by older engines",
    )
    yield _required(
        "system call filter",
        present="name=seccomp" in options,
        without="every system call of the kernel can be attacked",
    )
    for name, key, without in (
        ("memory limit", "MemoryLimit", "one job can take the host's memory"),
        ("process limit", "PidsLimit", "a fork bomb takes the host's processes"),
        ("CPU quota", "CpuCfsQuota", "one job can take every core"),
    ):
        yield _required(name, present=bool(info.get(key)), without=without)
    swap = _swap_bytes()
    yield _required(
        "swap limit",
        present=bool(info.get("SwapLimit")) or not swap,
        detail="the host has no swap" if not swap else "",
        without="a job swaps beyond its memory limit and slows down the others",
    )
    yield _helpful(
        "AppArmor",
        present="name=apparmor" in options,
        without="no second opinion on files and mounts if the filter has a hole",
    )
    yield _helpful(
        "user namespaces",
        present="name=userns" in options,
        without="a job's uid is a real, though unused, uid of the host",
    )
    yield _helpful(
        "gVisor (runsc)",
        present="runsc" in (info.get("Runtimes") or {}),
        without="jobs share the host's kernel; a kernel exploit leaves the container",
    )


def _host_controls(info: Mapping[str, Any]) -> Iterator[Control]:
    release = os.uname().release
    numbers = tuple(int(part) for part in release.split(".")[:2])
    yield _required(
        "kernel",
        present=numbers >= OLDEST_KERNEL,
        detail=release,
        without="the death of a container cannot be seen at once",
    )
    yield _helpful(
        "control groups in reach",
        present=_can_read_groups(),
        detail=f"version {info.get('CgroupVersion', '1')}",
        without="CPU time is judged at a job's end, and out of memory by the engine's word",
    )
    cap = parent_group.memory_cap()
    yield _helpful(
        "one memory cap for all",
        present=cap is not None,
        detail=f"{cap >> 20} MiB" if cap else "",
        without="all jobs together are bounded only by their number",
    )
    yield _helpful(
        "CPU weight of jobs",
        present=parent_group.has_weight(),
        without="on a host that does other things jobs run late and may pass their wall time",
    )
    free = shutil.disk_usage(info["DockerRootDir"]).free if _is_local(info) else None
    yield _helpful(
        "disk for the engine",
        present=free is None or free > ENGINE_DISK_BYTES,
        detail="" if free is None else f"{free >> 30} GiB free",
        without="images cannot be built",
    )


def _image_control(engine: Engine, name: str) -> Control:
    image = images.find(name)
    try:
        engine.image_digest(image.tag)
        present = True
    except SandboxError:
        present = False
    without = "its jobs cannot run: `python -m sandbox build`"
    return _required(f"image {name}", present=present, detail=image.tag, without=without)


def _probe_control() -> Control:
    return _required(
        "confinement, from inside",
        **_attempt(lambda: _wrong_inside(DockerRunner(stock=None))),
        without="a job is not held by what the others promise",
    )


def _fork_server_control(info: Mapping[str, Any]) -> Control:
    without = "a job's imports are done for it alone, at about four times the CPU time"
    if obstacles := joining.obstacles(info, "runc"):
        return _helpful("fork server", present=False, detail="; ".join(obstacles), without=without)
    probed = _attempt(lambda: _wrong_inside(DockerRunner(stock=None, fork_server=True)))
    return _helpful("fork server", **probed, without=without)


def _attempt(look: Callable[[], list[str]]) -> dict[str, Any]:
    try:
        wrong = look()
    except SandboxError as error:
        return {"present": False, "detail": str(error)}
    return {"present": not wrong, "detail": ", ".join(wrong)}


def _wrong_inside(runner: DockerRunner) -> list[str]:
    try:
        name = images.names()[0]
        job = Job(image=name, argv=("python", "probe.py"), files={"probe.py": PROBE.encode()})
        outcome = runner.run(job)
    finally:
        runner.close()
    if not outcome.succeeded:
        return [f"the probe {outcome.kind}", outcome.stderr.decode(errors="replace")]
    return outcome.stdout.decode().split()


def _can_read_groups() -> bool:
    try:
        Meter(os.getpid()).close()
    except (OSError, KeyError):
        return False
    return True


def _swap_bytes() -> int:
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("SwapTotal:"):
            return int(line.split()[1]) * 1024
    return 0


def _is_local(info: Mapping[str, Any]) -> bool:
    return Path(info["DockerRootDir"]).exists()
