"""Runs a command: its output goes to the log, its lines to whoever watches, its end to nobody else.

A command lives in a process group of its own, so that whatever interrupts us ends all of it.
"""

import os
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

GRACE_SECONDS = 10.0


class CommandError(Exception):
    """A command ended with another code than 0."""

    def __init__(self, argv: Sequence[str], code: int, last_lines: Sequence[str]) -> None:
        super().__init__(f"`{' '.join(argv)}` ended with code {code}")
        self.last_lines = tuple(last_lines)


def end(process: subprocess.Popen[str] | subprocess.Popen[bytes], grace_seconds: float) -> None:
    """Ask the process to stop, then its whole group to die once the grace time is over."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace_seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)  # what the leader left behind
    process.wait()


def run(
    argv: Sequence[str],
    *,
    log: Path,
    cwd: Path,
    environment: Mapping[str, str],
    on_line: Callable[[str], None],
) -> None:
    """Run to the end. Raises `CommandError` with the last lines when the code is not 0."""
    last_lines: list[str] = []
    with log.open("a", encoding="utf-8") as record:
        record.write(f"\n$ {' '.join(argv)}\n")
        record.flush()
        process = subprocess.Popen(
            argv,
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        assert process.stdout is not None  # noqa: S101 - asked for above
        try:
            for line in process.stdout:
                record.write(line)
                record.flush()
                last_lines = [*last_lines[-39:], line.rstrip()]
                on_line(line.rstrip())
            code = process.wait()
        finally:
            end(process, GRACE_SECONDS)
    if code:
        raise CommandError(argv, code, last_lines)
