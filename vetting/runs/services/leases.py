"""The watch beside a run that is under way: one thread, as long as the work takes.

It renews the lease and writes what people watch. As soon as the run is not ours any more, the
containers of this claim are ended, again and again until the work has noticed.
"""

import logging
import threading
import time
from types import TracebackType
from typing import Self

from django.conf import settings
from django.db import DatabaseError, connection

from challenges.report import Progress
from sandbox.errors import SandboxError
from sandbox.runner import Runner
from vetting.runs.errors import LeaseLostError
from vetting.runs.models import Run
from vetting.runs.services import claims
from vetting.runs.services.verdicts import OUTPUT_CHARACTERS, storable

logger = logging.getLogger(__name__)

GLANCE_SECONDS = 0.5  # how often changes are shown, and the longest that a lost run goes on

# Set when this process shuts down: every run under way is given back.
shutting_down = threading.Event()


class HeldLease:
    """Hold a claimed run: `with HeldLease(run=…, runner=…) as lease`."""

    def __init__(self, *, run: Run, runner: Runner) -> None:
        self.labels = {"run": str(run.pk), "fence": str(run.fence)}
        self.lost_because = ""
        self._run, self._runner = run, runner
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._output = bytearray()
        self._progress = Progress(done=0, total=0, label="")
        self._changed = True  # a new try begins with an empty log
        self._began = self._renewed = time.monotonic()
        self._thread = threading.Thread(target=self._watch, name=f"lease-{run.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()

    def on_output(self, chunk: bytes) -> None:
        with self._lock:
            self._output += chunk
            del self._output[:-OUTPUT_CHARACTERS]
            self._changed = True

    def on_progress(self, progress: Progress) -> None:
        """Take note, and stop work that would be thrown away. Raises LeaseLostError."""
        self.require()
        with self._lock:
            self._progress, self._changed = progress, True

    def require(self) -> None:
        if self.lost_because:
            raise LeaseLostError(self.lost_because)

    def _watch(self) -> None:
        try:
            while not self._done.wait(GLANCE_SECONDS):
                if not self.lost_because:
                    self._look_after()
                if self.lost_because:
                    self._kill()
        finally:
            connection.close()  # this thread's own

    def _look_after(self) -> None:
        environment = settings.ENVIRONMENT
        now = time.monotonic()
        if now - self._began > environment.run_limit_seconds:
            # Not renewed any more: the reaper gives it to somebody else, or ends it.
            self._lose("it took longer than a run may take")
            return
        try:
            if shutting_down.is_set():
                claims.give_back(run=self._run)
                self._lose("this worker shuts down")
                return
            held = self._show()
            if now - self._renewed >= environment.renew_seconds:
                held = claims.renew(run=self._run)
                self._renewed = now
            # A finished run is held by nobody; its own worker may be between the two steps.
            if not held and not claims.has_ended(run=self._run):
                self._lose("somebody else has it by now")
        except DatabaseError as error:
            logger.warning("run %s: the lease could not be renewed: %s", self._run.pk, error)
            connection.close()
            if now - self._renewed > environment.lease_seconds:
                self._lose("the database did not answer for as long as the lease")

    def _show(self) -> bool:
        with self._lock:
            if not self._changed:
                return True
            progress, output = self._progress, bytes(self._output)
            self._changed = False
        return claims.show_progress(
            run=self._run,
            done=progress.done,
            total=progress.total,
            label=progress.label,
            output=storable(output.decode("utf-8", "replace")),
        )

    def _lose(self, why: str) -> None:
        logger.warning("run %s, fence %s: given up: %s", self._run.pk, self._run.fence, why)
        self.lost_because = why

    def _kill(self) -> None:
        try:
            self._runner.kill(self.labels)
        except SandboxError as error:
            logger.warning("run %s: its containers could not be ended: %s", self._run.pk, error)
