"""Programs that run beside us until we stop: started in order, stopped in the reverse order."""

import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Self

from bootstrap import commands
from bootstrap.places import ROOT, shown
from bootstrap.steps import StepError

POLL_SECONDS = 0.1
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def obey_signals() -> None:
    """Every request to stop ends us the same way, so that what we started is stopped too."""
    for number in ENDINGS:
        signal.signal(number, signal.default_int_handler)


@dataclass(frozen=True, slots=True)
class Service:
    """A started program. What it prints is in `log`."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path
    grace_seconds: float
    prefix: tuple[str, ...] = ()  # the words that make us root, where the program runs as root

    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        if self.prefix and not self.has_ended():  # only root may signal what root runs
            subprocess.run([*self.prefix, "kill", str(self.process.pid)], check=False)
            self.process.wait(self.grace_seconds)
        commands.end(self.process, self.grace_seconds)

    def last_lines(self, count: int = 15) -> list[str]:
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]

    def await_until(self, is_ready: Callable[[], bool], *, seconds: float) -> None:
        """Wait until `is_ready`. Raises `StepError` when the program ends or time is over."""
        deadline = monotonic() + seconds
        while not is_ready():
            if self.has_ended():
                raise self._failure(
                    f"ended with code {self.process.returncode} before it was ready"
                )
            if monotonic() > deadline:
                raise self._failure(f"was not ready after {seconds:.0f} s")
            sleep(POLL_SECONDS)

    def _failure(self, what: str) -> StepError:
        tail = "\n".join(f"    {line}" for line in self.last_lines())
        return StepError(f"{tail}\n\n{self.name} {what}", f"read {shown(self.log)}.")


@dataclass(slots=True)
class Services:
    """As a context: leaving it ends every service that was started in it."""

    started: list[Service] = field(default_factory=list)

    def start(
        self,
        name: str,
        argv: Sequence[str],
        *,
        log: Path,
        environment: Mapping[str, str],
        grace_seconds: float,
        prefix: Sequence[str] = (),
    ) -> Service:
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*prefix, *argv],
                cwd=ROOT,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches us alone; we end them in order
            )
        service = Service(name, process, log, grace_seconds, tuple(prefix))
        self.started.append(service)
        return service

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with _undisturbed():
            for service in reversed(self.started):
                service.stop()
        self.started.clear()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not leave half of the services behind."""
    handlers = {number: signal.signal(number, signal.SIG_IGN) for number in ENDINGS}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
