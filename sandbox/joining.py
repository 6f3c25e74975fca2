"""Has fork servers put harnesses into containers, and checks each one before it gets a job.

A joined container starts as the engine made it, with an idle first process. The harness is forked
from a process that has the image's imports already, and joins the container's namespaces, control
groups, user, limits and filter. What is the same for both then is the container's.
"""

import fcntl
import json
import os
import resource
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sandbox import likeness
from sandbox.channel import PipeChannel
from sandbox.confinement import HARNESS_ROOT
from sandbox.errors import ConfinementError, ForkServerError
from sandbox.fork_server import KEYCTL
from sandbox.system_call_filter import system_call_filter

START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); from sandbox.fork_server import main; "
    "main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])"
)
START_SECONDS, ANSWER_SECONDS, END_SECONDS = 60.0, 20.0, 5.0
PIPE_BYTES = 1 << 20
MAX_PID_BYTES = 32
LIMIT_COLUMN = 26  # where the numbers begin in /proc/<pid>/limits
# The names that the kernel prints; the order is that of its numbers.
LIMITS = {
    name: number
    for number, name in enumerate(
        (
            "Max cpu time", "Max file size", "Max data size", "Max stack size",
            "Max core file size", "Max resident set", "Max processes", "Max open files",
            "Max locked memory", "Max address space", "Max file locks", "Max pending signals",
            "Max msgqueue size", "Max nice priority", "Max realtime priority",
            "Max realtime timeout",
        )
    )
}  # fmt: skip


def obstacles(info: Mapping[str, Any], runtime: str) -> list[str]:
    """What keeps children from joining containers on this host; empty when nothing is known to."""
    options = " ".join(info.get("SecurityOptions") or ())
    found = {
        "the worker is not root": os.geteuid() != 0,
        "nsenter (util-linux) is not installed": shutil.which("nsenter") is None,
        f"the runtime {runtime} is not runc": runtime != "runc",
        f"no number of keyctl is known for {os.uname().machine}": os.uname().machine not in KEYCTL,
        # A child could not be shown to be held by these as the container's own processes are.
        "the engine confines with AppArmor": "name=apparmor" in options,
        "the engine confines with SELinux": "name=selinux" in options,
        "the engine maps user ids": "name=userns" in options,
    }
    return [reason for reason, is_so in found.items() if is_so]


class ForkServer:
    """Thread-safe. It lives in the files of the container whose first process is `home`."""

    def __init__(self, home: int, *, environment: dict[str, str], preload: tuple[str, ...]) -> None:
        """Raises `SandboxError`."""
        self._lock = threading.Lock()
        self._filter = system_call_filter(home)
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.settimeout(START_SECONDS)
        with theirs, _opened("/proc/self/ns/pid") as own:
            enter = ["nsenter", "--target", str(home), "--mount", "--net", "--ipc", "--uts", "--"]
            start = ["python", "-c", START, HARNESS_ROOT, str(theirs.fileno()), str(own)]
            self._process = subprocess.Popen(  # noqa: S603 - our own module in our own image
                [*enter, *start, *preload],
                env=environment,
                pass_fds=(theirs.fileno(), own),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        self._hear()
        self._socket.settimeout(ANSWER_SECONDS)

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def join(self, first: int, *, uid: int) -> tuple[int, PipeChannel]:
        """Put a harness beside this first process of a container: its process id and its channel.

        Raises `SandboxError`.
        """
        with ExitStack() as stack:
            ends = [os.pipe() for _ in range(3)]
            (theirs_in, stdin), (stdout, theirs_out), (stderr, theirs_err) = ends
            for descriptor in (theirs_in, theirs_out, theirs_err):
                stack.callback(os.close, descriptor)
            channel = PipeChannel(
                stdin=os.fdopen(stdin, "wb", 0),
                stdout=os.fdopen(stdout, "rb", 0),
                stderr=os.fdopen(stderr, "rb", 0),
            )
            for descriptor in (stdin, stdout):
                fcntl.fcntl(descriptor, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
            spaces = [stack.enter_context(_opened(path)) for path in _namespaces(first)]
            groups = [
                stack.enter_context(_opened(path, os.O_WRONLY)) for path in _group_files(first)
            ]
            request = {
                "uid": uid,
                "groups": len(groups),
                "limits": _limits(first),
                "oom_score_adj": int(Path(f"/proc/{first}/oom_score_adj").read_text("ascii")),
                "filter": self._filter.hex(),
            }
            try:
                pid = self._ask(request, [theirs_in, theirs_out, theirs_err, *spaces, *groups])
            except BaseException:
                channel.close()
                raise
        return pid, channel

    def check(self, newcomer: int, first: int) -> None:
        """Compare with the container's own first process. Raises `ConfinementError`."""
        found = likeness.differences(newcomer, first, filter_of_first=self._filter)
        if found:
            raise ConfinementError("not given a job: " + "; ".join(found))

    def close(self) -> None:
        self._socket.close()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def _ask(self, request: dict[str, object], descriptors: list[int]) -> int:
        with self._lock:
            try:
                socket.send_fds(self._socket, [json.dumps(request).encode()], descriptors)
            except OSError as error:
                raise ForkServerError(f"the fork server is gone: {error}") from error
            return int(self._hear())

    def _hear(self) -> bytes:
        try:
            answer = self._socket.recv(MAX_PID_BYTES)
        except OSError as error:
            answer, reason = b"", str(error)
        else:
            reason = "it ended"
        if not answer:
            self._process.kill()
            complaint = self._process.stderr.read() if self._process.stderr else b""
            told = complaint.decode(errors="replace").strip()
            raise ForkServerError(f"the fork server does not answer: {reason} {told}")
        return answer


def _namespaces(pid: int) -> Iterator[str]:
    """Those that differ from ours, the one of process ids first."""
    for name in ("pid", "cgroup", "ipc", "uts", "net", "mnt"):
        path = Path(f"/proc/{pid}/ns/{name}")
        if name == "pid" or path.readlink() != Path(f"/proc/self/ns/{name}").readlink():
            yield str(path)


def _group_files(pid: int) -> Iterator[str]:
    """Where to write to join each of the process's control groups."""
    places = _hierarchies()
    for line in Path(f"/proc/{pid}/cgroup").read_text("ascii").splitlines():
        _, controllers, path = line.split(":", 2)
        place = places.get(controllers.split(",")[0])
        if place is not None:
            yield f"{place}{path}/cgroup.procs"


def _hierarchies() -> dict[str, str]:
    """Controller, or "" for the unified hierarchy → where it is mounted."""
    found = {}
    for line in Path("/proc/self/mountinfo").read_text("utf-8").splitlines():
        before, _, after = line.partition(" - ")
        kind, _, options = after.split(" ", 2)
        if kind == "cgroup2":
            found[""] = before.split()[4]
        elif kind == "cgroup":
            found |= dict.fromkeys(options.split(","), before.split()[4])
    return found


def _limits(pid: int) -> dict[int, list[int]]:
    """Number of the limit → soft and hard, from the table that everybody may read."""
    lines = Path(f"/proc/{pid}/limits").read_text("ascii").splitlines()
    known = {line[:LIMIT_COLUMN].strip(): line[LIMIT_COLUMN:].split()[:2] for line in lines[1:]}
    return {
        number: [resource.RLIM_INFINITY if one == "unlimited" else int(one) for one in known[name]]
        for name, number in LIMITS.items()
    }


@contextmanager
def _opened(path: str, flags: int = os.O_RDONLY) -> Iterator[int]:
    descriptor = os.open(path, flags | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
