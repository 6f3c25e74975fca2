"""The platform in server mode as real processes, with short leases, to be hurt by the tests."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from django.db import connection
from django.db.utils import InterfaceError, OperationalError

from tests.servers import RedisServer, ServerError, wait_until
from vetting.runs import queue
from vetting.runs.models import Result, Run, Worker

REPOSITORY = Path(__file__).parents[2]
OPEN_PROCESSES, PRODUCT = "tests.faults.settings", "vetting.config.settings"
SHORT = {
    "lease_seconds": 3.0,
    "renew_seconds": 0.5,
    "redispatch_seconds": 2.0,
    "retry_seconds": 0.3,
    "dispatch_seconds": 0.2,
    "reap_seconds": 0.5,
}
START_SECONDS = 30
END_SECONDS = 90


class Process:
    """One process of the platform, with whatever it forks, in a group of its own."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        with log.open("ab") as output:
            self.popen = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.log = log

    def kill(self) -> None:
        """End it and its children as a power cut does."""
        self.signal_group(signal.SIGKILL)
        self.popen.wait(15)

    def terminate(self, *, seconds: float = 30) -> int:
        self.popen.terminate()
        return self.popen.wait(seconds)

    def signal_group(self, which: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, which)


class Platform:
    def __init__(self, redis: RedisServer, folder: Path, module: str = OPEN_PROCESSES) -> None:
        self.redis, self.folder = redis, folder
        self.processes: list[Process] = []
        self.environment = {
            **os.environ,
            **{f"VETTING_{name.upper()}": str(value) for name, value in SHORT.items()},
            "DJANGO_SETTINGS_MODULE": module,
            "VETTING_MODE": "server",
            "VETTING_RUNNER": "docker",
            "VETTING_HOME": str(folder),
            "VETTING_SECRET_KEY": "a key of the tests",
            "DATABASE_URL": database_url(),
            "REDIS_URL": redis.url,
            "TMPDIR": str(folder),  # what a killed process cannot clear away goes with the folder
        }

    def start(self, *command: str) -> Process:
        log = self.folder / f"{len(self.processes)}.log"
        process = Process([sys.executable, *command], self.environment, log)
        self.processes.append(process)
        return process

    def start_worker(self, *, slots: int = 1) -> Process:
        """Start a worker and wait until it is proven to take messages."""
        return self.start_as_worker(
            *("-m", "celery", "-A", "vetting.config", "worker"),
            *("-Q", "runs,maintenance", "-c", str(slots), "--loglevel", "WARNING"),
        )

    def start_as_worker(self, *command: str) -> Process:
        before = set(Worker.objects.values_list("name", flat=True))
        worker = self.start(*command)

        def is_seen() -> bool:
            if worker.popen.poll() is not None:
                raise ServerError(worker.log.read_text())
            return set(Worker.objects.values_list("name", flat=True)) > before

        wait_until(is_seen, seconds=START_SECONDS, what="the worker's sign of life")
        return worker

    def start_dispatcher(self) -> Process:
        return self.start("manage.py", "dispatch")

    def deliver(self, run: Run, *, times: int) -> None:
        """Put the hint on the queue, as a broker that doubles messages would."""
        for _ in range(times):
            queue.hint_execution(run.pk)

    def stop(self) -> None:
        for process in self.processes:
            process.signal_group(signal.SIGCONT)
            process.kill()


def database_url() -> str:
    """Give the address of this test's database to another process."""
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgresql://{facts['USER']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


def fresh(run: Run) -> Run:
    return Run.objects.get(pk=run.pk)


def wait_for_state(run: Run, *states: str, seconds: float = END_SECONDS) -> Run:
    def has_come() -> bool:
        try:
            return fresh(run).state in states
        except (OperationalError, InterfaceError):  # the database is what the test has hurt
            connection.close()
            return False

    wait_until(has_come, seconds=seconds, what=f"run {run.pk} to be {' or '.join(states)}")
    return fresh(run)


def wait_for_work(run: Run) -> int:
    """Wait until the candidate's code runs; the process id of the worker that has it."""
    wait_until(lambda: "working" in fresh(run).output, seconds=START_SECONDS, what="the work")
    return int(fresh(run).lease_owner.split(":")[1])


def assert_settled(*runs: Run, seconds: float = END_SECONDS) -> None:
    """Each run has exactly one result, and nothing waits or works any more."""
    for run in runs:
        ended = wait_for_state(run, Run.State.FINISHED, seconds=seconds)
        result = Result.objects.get(run=run)
        assert (result.outcome, ended.leased_until) == ("completed", None)
    assert not Run.objects.filter(state__in=("queued", "running")).exists()
    # A late writer would come now.
    time.sleep(2 * SHORT["dispatch_seconds"])
    assert Result.objects.filter(run__in=runs).count() == len(runs)
