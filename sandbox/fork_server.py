"""Holds the image's imports once and forks children that join containers which the engine made.

Trusted: the runner starts it as root in the files of an image, before any job's code is near. A
child joins everything that confines the container, gives up everything that root has, and only then
asks for its job, as a harness. The runner compares it with the container's own first process before
it sends one. Nothing secret may ever be in this process: its children inherit its memory.
"""

import ctypes
import json
import os
import resource
import signal
import socket
import struct
import sys
from typing import Any, NoReturn

from sandbox import harness, warm

STANDARD = 3  # the child's stdin, stdout and stderr come first in a request
MAX_REQUEST_BYTES, MAX_DESCRIPTORS = 64 * 1024, 64
MAX_OPEN_FILES, MAX_CPUS = 4096, 1024

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_READ, PR_CAPBSET_DROP = 4, 22, 23, 24
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
SECCOMP_MODE_FILTER = 2
INSTRUCTION_BYTES = 8  # of a filter program
CAPABILITY_VERSION_3 = 0x20080522
KEYCTL_JOIN_SESSION_KEYRING = 1
# Two that nobody can change, and two that an interpreter ignores.
KEPT_SIGNALS = {signal.SIGKILL, signal.SIGSTOP, signal.SIGPIPE, signal.SIGXFSZ}
KEYCTL = {"x86_64": 250, "aarch64": 219}  # the system call's number

_libc = ctypes.CDLL(None, use_errno=True)


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def main(requests_descriptor: int, own_pid_namespace: int, preload: list[str]) -> None:
    """Serve the runner at the other end of the socket until it hangs up."""
    sys.path[:] = [folder for folder in sys.path if folder]
    _forget_signals()
    warm.preload(preload)
    _call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)
    # Nobody waits for the children, and a container ends only when its last process was waited for.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    requests = socket.socket(fileno=requests_descriptor)
    requests.send(b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, MAX_REQUEST_BYTES, MAX_DESCRIPTORS)
        if not message:
            return  # The runner is gone.
        pid = _fork_into(json.loads(message), descriptors)
        _call("setns", own_pid_namespace, 0)
        requests.send(str(pid).encode())
        for descriptor in descriptors:
            os.close(descriptor)


def _forget_signals() -> None:
    """As an interpreter starts that inherits none: whoever starts a worker may have ignored some."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for number in signal.valid_signals() - KEPT_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _fork_into(request: dict[str, Any], descriptors: list[int]) -> int:
    """The child's process id as the host counts."""
    # Only what is forked from here on counts as inside; this process stays where it is.
    _call("setns", descriptors[STANDARD], 0)
    pid = os.fork()
    if pid == 0:
        try:
            _become_harness(request, descriptors)
        except BaseException as error:  # noqa: BLE001 - told to the runner by the child's stderr
            os.write(descriptors[2], f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(harness.NOT_STARTED)
    return pid


def _become_harness(request: dict[str, Any], descriptors: list[int]) -> NoReturn:
    groups = descriptors[len(descriptors) - request["groups"] :]
    for group in groups:  # First of all: what follows is on the container's account.
        os.write(group, b"0")
    for namespace in descriptors[STANDARD + 1 : len(descriptors) - request["groups"]]:
        _call("setns", namespace, 0)
    os.chdir("/")
    os.setsid()
    os.umask(0o022)
    os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    os.setpriority(os.PRIO_PROCESS, 0, 0)
    os.sched_setaffinity(0, range(MAX_CPUS))  # all that its group has
    keyctl = ctypes.c_long(KEYCTL[os.uname().machine])
    _call("syscall", keyctl, ctypes.c_long(KEYCTL_JOIN_SESSION_KEYRING), None)
    with open("/proc/self/oom_score_adj", "r+", encoding="ascii") as score:  # noqa: PTH123 - see harness
        if int(score.read()) != request["oom_score_adj"]:
            score.write(str(request["oom_score_adj"]))
    for target, descriptor in enumerate(descriptors[:STANDARD]):
        os.dup2(descriptor, target)
    os.closerange(STANDARD, MAX_OPEN_FILES)
    for name, bounds in request["limits"].items():
        resource.setrlimit(int(name), tuple(bounds))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _give_up_privileges(request["uid"])
    _filter_system_calls(bytes.fromhex(request["filter"]))
    harness.serve(harness.Link(), warm)


def _give_up_privileges(uid: int) -> None:
    capability = 0
    while _libc.prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0:
        _call("prctl", PR_CAPBSET_DROP, capability, 0, 0, 0)
        capability += 1
    _call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    os.setgroups([uid])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    header, nothing = struct.pack("Ii", CAPABILITY_VERSION_3, 0), bytes(24)
    _call("capset", header, nothing)


def _filter_system_calls(instructions: bytes) -> None:
    kept = ctypes.create_string_buffer(instructions, len(instructions))
    program = _Program(len(instructions) // INSTRUCTION_BYTES, ctypes.addressof(kept))
    _call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0)


def _call(name: str, *arguments: Any) -> None:
    if getattr(_libc, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), f"{name}{arguments[:2]}")
