"""What runs inside: takes one job as frames on stdin, runs it, sends frames on stdout.

It is as untrusted as the command: the command may kill or imitate it, and gains nothing but
other bytes of its own. Time, memory and death are judged outside. Standard library only, and
few modules of it, because a cold start pays for each.
"""

# Importing pathlib would cost each cold start a few milliseconds.
# ruff: noqa: PTH103, PTH120, PTH123
from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import select
import signal
import stat
import sys
import time

from sandbox import descendants, frames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import Any, NoReturn

CHUNK = 64 * 1024
ORDERS = 3  # the descriptor on which the waiting child hears of its job
NOT_STARTED = 127  # what a shell says when it cannot start a command
PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 4, 36


class Link:
    """The two ends that lead outside, kept away from the command's descriptors."""

    def __init__(self) -> None:
        self.incoming = os.dup(0)
        self._outgoing = os.dup(1)
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        os.close(nowhere)

    def send(self, data: bytes) -> None:
        write_all(self._outgoing, data)

    def receive(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self.incoming, min(size, CHUNK))
            if not part:
                os._exit(NOT_STARTED)  # Nobody is left to work for.
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def receive_header(self) -> tuple[bytes, int]:
        kind, length = frames.HEADER.unpack(self.receive(frames.HEADER.size))
        return kind, length


def write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def main(preload: list[str]) -> None:
    """What a container starts: import ahead, then serve."""
    sys.path[:] = [folder for folder in sys.path if folder]  # '' would be wherever we stand
    link = Link()
    warm = None
    if preload:
        warm = importlib.import_module("sandbox.warm")  # a cold start does not pay for it
        warm.preload(preload)
    serve(link, warm)


def serve(link: Link, warm: ModuleType | None) -> NoReturn:
    """Take one job and run it; ends the process."""
    control = ctypes.CDLL(None).prctl
    control(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # The command runs as our user: keep it out of our memory and descriptors.
    control(PR_SET_DUMPABLE, 0, 0, 0, 0)
    command = Command(link, control, warm)
    link.send(frames.pack(frames.READY))
    _, length = link.receive_header()
    job = json.loads(link.receive(length))
    os.makedirs(job["folder"], exist_ok=True)
    os.chdir(job["folder"])
    written = receive_files(link, job["files"])
    link.send(frames.pack(frames.STARTED))
    code, crashed = NOT_STARTED, False
    if written and job["crash_after"] is not None:
        crashed = command.run(job, seconds=job["crash_after"]) is None
        command = Command(link, control, warm)
    if written:
        code = command.run(job) or 0
    for path, cap in job["outputs"].items():
        send_output(link, path, cap)
    disk_full = code != 0 and (not written or is_disk_full())
    ended = {"exit_code": code, "disk_full": disk_full, "crashed": crashed}
    link.send(frames.pack(frames.ENDED, json.dumps(ended).encode()))
    link.receive(frames.HEADER.size)
    os._exit(code)


def receive_files(link: Link, count: int) -> bool:
    """Write the job's files below the working directory; False when they do not fit."""
    fits = True
    for _ in range(count):
        _, length = link.receive_header()
        (name_length,) = frames.FILE_HEADER.unpack(link.receive(frames.FILE_HEADER.size))
        path = link.receive(name_length).decode()
        left = length - frames.FILE_HEADER.size - name_length
        try:
            if "/" in path:
                os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb", buffering=0) as file:
                while left:
                    part = link.receive(min(left, CHUNK))
                    left -= len(part)
                    write_all(file.fileno(), part)
        except OSError:
            fits = False
            while left:
                left -= len(link.receive(min(left, CHUNK)))
    return fits


class Command:
    """A child process, its pipes, and the loop that carries bytes between it and the link.

    The child exists before the job comes and waits for it: a fork and its first page faults take
    longer than many a job.
    """

    def __init__(self, link: Link, control: Callable[..., int], warm: ModuleType | None) -> None:
        self._link, self._control, self._warm = link, control, warm
        caps = {frames.BATCH: 2**31, frames.NO_MORE_BATCHES: 0, frames.TERMINATE: 0}
        self._frames = frames.FrameReader(caps)
        self._pending = bytearray()  # batches on their way to the command's stdin
        child_in, self._stdin = os.pipe()
        self._stdout, child_out = os.pipe()
        self._stderr, child_err = os.pipe()
        orders, self._orders = os.pipe()
        self._child = os.fork()
        if self._child == 0:
            self._become_command(orders, (child_in, child_out, child_err))
        for descriptor in (orders, child_in, child_out, child_err):
            os.close(descriptor)

    def run(self, job: dict[str, Any], *, seconds: float | None = None) -> int | None:
        """The exit code as a shell says it; None when `seconds` were over first and it was killed."""
        self._closing = not job["stream"]
        self._give_orders(job)
        for descriptor in (self._stdin, self._stdout, self._stderr):
            os.set_blocking(descriptor, False)
        has_exited = self._carry_until_exit(os.pidfd_open(self._child), seconds)
        if not has_exited:
            os.kill(self._child, signal.SIGKILL)
        status = os.waitpid(self._child, 0)[1]
        descendants.end_descendants(os.getpid())
        for kind, descriptor in ((frames.STDOUT, self._stdout), (frames.STDERR, self._stderr)):
            while self._forward(kind, descriptor):
                pass
        code = os.waitstatus_to_exitcode(status)
        if not has_exited:
            return None
        return code if code >= 0 else 128 - code

    def _give_orders(self, job: dict[str, Any]) -> None:
        orders = {name: job[name] for name in ("argv", "environment", "folder")}
        with contextlib.suppress(
            BrokenPipeError
        ):  # It was killed while it waited: its end says so.
            write_all(self._orders, json.dumps(orders).encode())
        os.close(self._orders)

    def _become_command(self, orders: int, pipes: tuple[int, int, int]) -> NoReturn:
        job = {}
        try:
            os.setsid()
            for target, descriptor in enumerate((*pipes, orders)):
                os.dup2(descriptor, target)
            os.closerange(ORDERS + 1, 256)
            self._control(PR_SET_DUMPABLE, 1, 0, 0, 0)
            raw = b"".join(iter(lambda: os.read(ORDERS, CHUNK), b""))
            os.close(ORDERS)
            if not raw:  # The harness has left, and no job will come.
                os._exit(NOT_STARTED)
            job = json.loads(raw)
            os.chdir(job["folder"])
            argv, environment = job["argv"], job["environment"]
            if self._warm and self._warm.can_run(job):
                self._warm.run(argv, environment)
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            os.execvpe(argv[0], argv, environment)  # noqa: S606 - this is the purpose
        except OSError as error:
            os.write(2, f"{job['argv'][0]}: {error.strerror}\n".encode())
        finally:
            os._exit(NOT_STARTED)

    def _carry_until_exit(self, exited: int, seconds: float | None) -> bool:
        until = None if seconds is None else time.monotonic() + seconds
        poller = select.poll()
        for descriptor in (exited, self._link.incoming, self._stdout, self._stderr):
            poller.register(descriptor, select.POLLIN)
        open_outputs = {self._stdout: frames.STDOUT, self._stderr: frames.STDERR}
        while True:
            self._feed_command(poller)
            left = None if until is None else max(0, until - time.monotonic()) * 1000
            ready = {descriptor for descriptor, _ in poller.poll(left)}
            if until is not None and time.monotonic() >= until:
                return False
            for descriptor in ready & open_outputs.keys():
                if not self._forward(open_outputs[descriptor], descriptor):
                    poller.unregister(descriptor)
                    del open_outputs[descriptor]
            if self._link.incoming in ready:
                self._take_batches()
            if exited in ready:
                return True

    def _take_batches(self) -> None:
        data = os.read(self._link.incoming, CHUNK)
        if not data:
            descendants.end_descendants(os.getpid())
            os._exit(NOT_STARTED)  # Nobody is left to work for.
        for kind, payload in self._frames.feed(data):
            if kind == frames.NO_MORE_BATCHES:
                self._closing = True
            elif kind == frames.TERMINATE:
                os.kill(self._child, signal.SIGTERM)
            else:
                self._pending += payload

    def _feed_command(self, poller: select.poll) -> None:
        if self._stdin < 0:
            return
        try:
            if self._pending:
                del self._pending[: os.write(self._stdin, self._pending)]
        except BlockingIOError:
            pass
        except BrokenPipeError:  # The command does not listen any more.
            self._pending.clear()
            self._closing = True
        if self._pending:
            poller.register(self._stdin, select.POLLOUT)
            return
        with contextlib.suppress(KeyError):
            poller.unregister(self._stdin)
        if self._closing:
            os.close(self._stdin)
            self._stdin = -1

    def _forward(self, kind: bytes, descriptor: int) -> bool:
        """Send on what can be read at once; False when there is nothing more."""
        try:
            data = os.read(descriptor, CHUNK)
        except BlockingIOError:
            return False
        if data:
            self._link.send(frames.pack(kind, data))
        return bool(data)


def send_output(link: Link, path: str, cap: int) -> None:
    """Send a wanted file if it is a regular one reached without following a link."""
    try:
        descriptor = open_without_links(path)
    except OSError:
        return
    try:
        details = os.fstat(descriptor)
        if not stat.S_ISREG(details.st_mode):
            return
        # One byte over the cap tells the runner enough to refuse it.
        left = min(details.st_size, cap + 1)
        link.send(frames.file_prefix(path, left))
        while left:
            part = os.read(descriptor, min(left, CHUNK))
            if not part:
                os._exit(
                    NOT_STARTED
                )  # It shrank under our hands: the announced bytes are not there.
            link.send(part)
            left -= len(part)
    finally:
        os.close(descriptor)


def open_without_links(path: str) -> int:
    folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
    *parents, name = path.split("/")
    try:
        for parent in parents:
            inner = os.open(parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    finally:
        os.close(folder)


def is_disk_full() -> bool:
    for folder in (".", "/tmp"):  # noqa: S108 - the container's own
        volume = os.statvfs(folder)
        if volume.f_bavail == 0 or (volume.f_files and volume.f_favail == 0):
            return True
    return False
