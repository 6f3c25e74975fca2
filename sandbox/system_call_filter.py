"""Reads the system call filter that the kernel holds for a process, by tracing it for a moment."""

import ctypes
import os
import time

from sandbox.errors import SandboxError

PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT, PTRACE_SECCOMP_GET_FILTER = (
    17,
    0x4206,
    0x4207,
    0x420C,
)
INSTRUCTION_BYTES = 8
WAIT_ANY_THREAD = 0x40000000  # __WALL
STOP_SECONDS = 5.0
PAUSE_SECONDS = 0.0002

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.restype = ctypes.c_long
_libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)


def system_call_filter(pid: int) -> bytes:
    """The one filter of this process as instructions. Raises `SandboxError`, also if there are more.

    Needs root, and a kernel with CONFIG_CHECKPOINT_RESTORE. Tracing belongs to a thread, so all of
    it happens in the caller's.
    """
    _trace(PTRACE_SEIZE, pid)
    try:
        _trace(PTRACE_INTERRUPT, pid)
        _await_stop(pid)
        length = _trace(PTRACE_SECCOMP_GET_FILTER, pid)
        instructions = ctypes.create_string_buffer(length * INSTRUCTION_BYTES)
        _trace(PTRACE_SECCOMP_GET_FILTER, pid, data=ctypes.addressof(instructions))
        if _libc.ptrace(PTRACE_SECCOMP_GET_FILTER, pid, 1, None) >= 0:
            raise SandboxError(f"process {pid} has more than one filter")
    finally:
        _libc.ptrace(PTRACE_DETACH, pid, None, None)
    return instructions.raw


def _await_stop(pid: int) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while time.monotonic() < deadline:
        try:
            if os.waitpid(pid, os.WNOHANG | WAIT_ANY_THREAD)[0]:
                return
        except ChildProcessError:
            break
        time.sleep(PAUSE_SECONDS)
    raise SandboxError(f"process {pid} cannot be traced: it does not stop")


def _trace(request: int, pid: int, data: int | None = None) -> int:
    result = int(_libc.ptrace(request, pid, None, data))
    if result < 0:
        reason = os.strerror(ctypes.get_errno())
        raise SandboxError(f"process {pid} cannot be traced: {reason}")
    return result
