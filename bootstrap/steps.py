"""Numbered steps: what is being done, for how long, and what to do when one fails."""

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bootstrap import commands
from bootstrap.places import ROOT, shown

REDRAW_SECONDS = 0.2
HEARTBEAT_SECONDS = 15.0  # how often a log without a terminal hears of a long step
TAIL_LINES = 15
DETAIL_CHARACTERS = 80


class StepError(Exception):
    """A step failed; `advice` says what the person at the keyboard can do."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class Ticker:
    """One line that says which step runs and for how long, until the step ends."""

    def __init__(self, label: str, out: TextIO, *, streams: bool) -> None:
        self.detail = ""
        self._streams = streams
        self._label = label
        self._out = out
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._tick, daemon=True)
        if streams:
            self._write(label, last=True)
        else:
            self._thread.start()

    def say(self, text: str) -> None:
        """Show the newest line of what runs: in place of the last one, or below it."""
        if self._streams:
            self._write(text, last=True)
        else:
            self.detail = text

    def finish(self, note: str) -> None:
        """Replace the moving line by the final one."""
        self._ended.set()
        if not self._streams:
            self._thread.join()
        seconds = time.monotonic() - self._began
        took = "" if seconds < 1 and note else f"{seconds:.0f} s"
        self._write(f"{self._label} … {' · '.join(filter(None, [took, note]))}", last=True)

    def _tick(self) -> None:
        moving = self._out.isatty()
        while not self._ended.wait(REDRAW_SECONDS if moving else HEARTBEAT_SECONDS):
            detail = self.detail[:DETAIL_CHARACTERS]
            line = f"{self._label} … {time.monotonic() - self._began:.0f} s  {detail}"
            self._write(line.rstrip(), last=not moving)

    def _write(self, line: str, *, last: bool) -> None:
        if self._out.isatty() and not self._streams:
            width = os.get_terminal_size(self._out.fileno()).columns or 80
            line = f"\r\x1b[2K{line[: width - 1]}"
        self._out.write(line + ("\n" if last else ""))
        self._out.flush()


@dataclass(frozen=True, slots=True)
class Step:
    """What an action is given: a way to run commands and to say what it is doing."""

    ticker: Ticker
    log: Path
    environment: dict[str, str]  # the same for every later step

    def say(self, text: str) -> None:
        self.ticker.say(text)

    def run(
        self, *argv: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
    ) -> None:
        commands.run(
            argv,
            log=self.log,
            cwd=cwd,
            environment={**self.environment, **(environment or {})},
            on_line=self.say,
        )


Action = Callable[[Step], str | None]


@dataclass(slots=True)
class Steps:
    """Runs the actions in order; each may return a few words on how it went."""

    log: Path
    environment: dict[str, str]
    total: int
    out: TextIO = sys.stdout
    number: int = 0

    def take(self, title: str, action: Action, *, advice: str = "", streams: bool = False) -> None:
        """Run one action. Raises `StepError` once the failure has been explained.

        `streams`: every line of its commands is for the reader, not only the newest.
        """
        self.number += 1
        ticker = Ticker(f"[{self.number}/{self.total}] {title}", self.out, streams=streams)
        try:
            note = action(Step(ticker, self.log, self.environment))
        except (StepError, commands.CommandError, OSError) as error:
            ticker.finish("failed")
            self._explain(error, advice, tail=0 if streams else TAIL_LINES)
            raise StepError(str(error)) from error
        except BaseException:
            ticker.finish("interrupted")
            raise
        ticker.finish(note or "")

    def _explain(self, error: Exception, advice: str, tail: int) -> None:
        last_lines: Sequence[str] = getattr(error, "last_lines", ())
        advice = getattr(error, "advice", "") or advice
        self.out.write("\n")
        for line in last_lines[max(0, len(last_lines) - tail) :]:
            self.out.write(f"    {line}\n")
        self.out.write(f"\n{error}\n")
        self.out.write(f"What to do: {advice or 'read the log, mend the cause, start again.'}\n")
        self.out.write("Steps that are done are not repeated. ")
        self.out.write(f"The whole log: {shown(self.log)}\n")
        self.out.flush()
