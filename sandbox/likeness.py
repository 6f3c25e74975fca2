"""Compares a process that joined a container with the container's own first process.

The engine made that one with every control of the container, so whatever is equal holds for both.
Read from outside, before the newcomer has a job: nothing that is read here is anybody's yet.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sandbox.system_call_filter import system_call_filter

# What /proc/<pid>/status says of who a process is and what it may.
STATUS = (
    "Uid", "Gid", "Groups", "Umask", "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs",
    "Seccomp", "Seccomp_filters", "Speculation_Store_Bypass", "SpeculationIndirectBranch",
    "Cpus_allowed_list", "Mems_allowed_list",
)  # fmt: skip
FILES = ("cgroup", "limits", "mountinfo", "oom_score_adj", "personality", "attr/current")
STAT = {"priority": 18, "nice": 19, "real-time priority": 40, "scheduling policy": 41}
# stdin and stdout (nowhere), stderr, the two ends that lead outside, and those to its waiting child
MAX_DESCRIPTORS = 3 + 2 + 4
IGNORED_BY_PYTHON = 1 << 12 | 1 << 24  # SIGPIPE and SIGXFSZ, given back before a command starts
OF_THE_C_LIBRARY = 1 << 31 | 1 << 32  # its own two signals, which it lets nobody set or reset
CODE = re.compile(r"/(usr|lib|lib64|opt/vetting)/")


def differences(newcomer: int, first: int, *, filter_of_first: bytes) -> list[str]:
    """What holds one of these two processes and not the other, in words; empty when nothing."""
    return [*_unlike(newcomer, first), *_strange(newcomer, filter_of_first)]


def _unlike(newcomer: int, first: int) -> Iterator[str]:
    ours, theirs = _status(newcomer), _status(first)
    for name in STATUS:
        if ours.get(name) != theirs.get(name):
            yield f"{name} is {ours.get(name)}, not {theirs.get(name)}"
    for name in FILES:
        if _text(newcomer, name) != _text(first, name):
            yield f"{name} differs"
    for space in sorted(Path(f"/proc/{first}/ns").iterdir()):
        if Path(f"/proc/{newcomer}/ns/{space.name}").readlink() != space.readlink():
            yield f"namespace {space.name} is another"
    mine, its = _stat(newcomer), _stat(first)
    for name, position in STAT.items():
        if mine[position] != its[position]:
            yield f"{name} is {mine[position]}, not {its[position]}"
    root, its_root = (Path("/proc", str(pid), "root") for pid in (newcomer, first))
    if not root.samefile(its_root):
        yield "the root folder is another"


def _strange(newcomer: int, filter_of_first: bytes) -> Iterator[str]:
    """What the first process cannot be compared for."""
    status = _status(newcomer)
    if status["Threads"] != "1":
        yield "it has several threads"
    ignored = int(status["SigIgn"], 16) & ~(IGNORED_BY_PYTHON | OF_THE_C_LIBRARY)
    if int(status["SigBlk"], 16) or ignored:
        yield "it blocks or ignores signals"
    if str(Path(f"/proc/{newcomer}/cwd").readlink()) != "/":
        yield "its folder is not the root"
    opened = [str(entry.readlink()) for entry in Path(f"/proc/{newcomer}/fd").iterdir()]
    if len(opened) > MAX_DESCRIPTORS:
        yield f"it holds {len(opened)} descriptors"
    for target in opened:
        if target != os.devnull and not target.startswith("pipe:"):
            yield f"it holds a descriptor of {target}"
    for line in _text(newcomer, "maps").splitlines():
        _, _, path = line.partition(" /")
        if path and not CODE.match(f"/{path.strip()}"):
            yield f"it maps /{path.strip()}"
    if system_call_filter(newcomer) != filter_of_first:
        yield "its system call filter is another"


def _status(pid: int) -> dict[str, str]:
    lines = _text(pid, "status").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _stat(pid: int) -> list[str]:
    """The fields as proc(5) numbers them, from one; the program's name may hold anything."""
    head, _, rest = _text(pid, "stat").rpartition(")")
    return ["", head.partition(" ")[0], head, *rest.split()]


def _text(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8")
    except OSError as error:
        return f"({error.strerror})"  # AppArmor's file, where there is none
