"""`make run`: from a fresh clone to a product in use, and back to nothing on Ctrl-C."""

import os
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from bootstrap import announcement, contents, engine, front_end, instance, python_environment
from bootstrap.places import PYTHON, home
from bootstrap.services import Service, Services, obey_signals
from bootstrap.steps import Step, Steps

GRACE_SECONDS = 40.0  # requests, then the worker, then its containers
START_SECONDS = 90.0
WATCH_SECONDS = 1.0
NETWORK = "check that the network and the package mirrors answer, then start again."


@dataclass(slots=True)
class Session:
    """One `make run`: its folder, its port, what it started, and whether runs are isolated."""

    home: Path
    port: int
    services: Services
    environment: dict[str, str]
    isolated: bool = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start_engine(self, step: Step) -> str:
        try:
            found = engine.ensure(step, self.services, self.home)
        except engine.NoEngineError as error:
            self.isolated = False
            self.environment["VETTING_RUNNER"] = "process"
            return f"none: {error}; {error.advice}"
        return found.use(step)

    def build_images(self, step: Step) -> str:
        return contents.sandbox_images(step) if self.isolated else "not needed without an engine"

    def start_product(self, _step: Step) -> None:
        product = self.services.start(
            "the product",
            [str(PYTHON), "-m", "vetting.config.embedded"],
            log=self.home / "logs" / "product.log",
            environment=self.environment,
            grace_seconds=GRACE_SECONDS,
        )
        product.await_until(lambda: _answers(f"{self.url}/readyz"), seconds=START_SECONDS)


def main() -> int:
    obey_signals()
    data, port = home(), int(os.environ.get("PORT") or 8000)
    try:
        instance.require_free_port(port)
        with instance.sole_use(data), Services() as services:
            session = Session(data, port, services, _environment(data, port))
            _prepare(session)
            return _stay(session)
    except instance.OccupiedError as error:
        print(error, file=sys.stderr)
        return 1


def _environment(data: Path, port: int) -> dict[str, str]:
    return {
        "VETTING_MODE": "embedded",
        "VETTING_DEMO": "true",
        "VETTING_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "VETTING_RUNNER": "docker",
        **os.environ,
        "VETTING_HOME": str(data),
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(session: Session) -> None:
    log = session.home / "logs" / "run.log"
    log.write_text("")
    steps = Steps(log, session.environment, total=8)
    steps.take("Python packages", python_environment.for_running, advice=NETWORK)
    steps.take("front end", front_end.build, advice=NETWORK)
    steps.take("container engine", session.start_engine)
    steps.take("sandbox images", session.build_images, advice=NETWORK)
    steps.take("database", lambda step: contents.tables(step, session.home))
    steps.take("challenges", lambda step: contents.challenges(step, session.home))
    steps.take("demo", lambda step: contents.demo(step, session.home))
    steps.take("web and worker", session.start_product)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own loopback
            return bool(answer.status == HTTPStatus.OK)
    except (urllib.error.URLError, OSError):
        return False


def _stay(session: Session) -> int:
    """Say how to get in, then stay until somebody stops us or something that we started ends."""
    demo = session.home / contents.DEMO_NAME
    print(f"\n{announcement.ready(session.url, demo, isolated=session.isolated)}\n", flush=True)
    try:
        ended = _watch(session)
    except KeyboardInterrupt:
        print("\nstopping …", flush=True)
        return 0
    print(f"\n{ended.name} ended with code {ended.process.returncode}:", file=sys.stderr)
    print("\n".join(f"    {line}" for line in ended.last_lines()), file=sys.stderr)
    return 1


def _watch(session: Session) -> Service:
    """Show how far the runs are; the service that ended on its own, if one does."""
    shown = ""
    while True:
        for service in session.services.started:
            if service.has_ended():
                return service
        counts = announcement.count_runs(session.home / contents.DATABASE_NAME)
        if counts is not None and counts.total and str(counts) != shown:
            shown = _show(str(counts), finished=counts.ended == counts.total)
        time.sleep(WATCH_SECONDS)


def _show(line: str, *, finished: bool) -> str:
    moving = sys.stdout.isatty() and not finished
    print(
        f"\r\x1b[2K{line}" if sys.stdout.isatty() else line, end="" if moving else "\n", flush=True
    )
    return line
