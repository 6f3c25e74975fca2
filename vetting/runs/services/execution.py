"""What a worker does with a run: claim, work, finish. Whose fault a failure was is its type."""

import logging
import time
from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from challenges import grading
from challenges.errors import GraderError
from sandbox.errors import SandboxError
from sandbox.runner import Runner
from vetting.assessments.packs import pack_of
from vetting.attempts.models import Submission
from vetting.attempts.services.submissions import submitted_files
from vetting.runs.errors import LeaseLostError
from vetting.runs.models import Run
from vetting.runs.services import endings, verdicts
from vetting.runs.services.claims import claim
from vetting.runs.services.leases import HeldLease
from vetting.runs.services.verdicts import Verdict

logger = logging.getLogger(__name__)

DATA_FOLDER = "data/"
PAUSE_SECONDS = 0.5


def execute(*, run_id: UUID, runner: Runner, owner: str) -> bool:
    """Do one try of the run; false where there was nothing to do."""
    run = claim(run_id=run_id, owner=owner)
    if run is None:
        return False
    with HeldLease(run=run, runner=runner) as lease:
        try:
            verdict = _work(run, runner, lease)
            lease.require()
            _persist(lambda: endings.finish(run=run, verdict=verdict))
        except LeaseLostError as lost:
            logger.warning("run %s, fence %s: nothing written: %s", run.pk, run.fence, lost)
        except (SandboxError, GraderError) as fault:
            detail = getattr(fault, "detail", "")
            reason = f"{type(fault).__name__}: {fault} {detail}".strip()
            _persist(lambda: endings.fault(run=run, reason=reason))
        except Exception as defect:  # a defect of ours is a fault of ours: never a score
            logger.exception("run %s", run.pk)
            reason = f"{type(defect).__name__}: {defect}"
            _persist(lambda: endings.fault(run=run, reason=reason))
    return True


def _work(run: Run, runner: Runner, lease: HeldLease) -> Verdict:
    pack = pack_of(run.challenge_version_id)
    if run.kind == Run.Kind.PREPARE:
        began_at = time.monotonic()
        data = grading.prepare(pack, seed=run.seed, runner=runner, labels=lease.labels)
        return verdicts.of_data(
            {path.removeprefix(DATA_FOLDER): content for path, content in data.items()},
            prepare_seconds=time.monotonic() - began_at,
        )
    files = submitted_files(_submission(run))
    if run.kind == Run.Kind.VISIBLE:
        return verdicts.of_visible_report(
            grading.check_visible(
                pack,
                files=files,
                seed=run.seed,
                runner=runner,
                labels=lease.labels,
                on_progress=lease.on_progress,
                on_output=lease.on_output,
            )
        )
    return verdicts.of_grade(
        grading.grade(
            pack,
            files=files,
            seed=run.seed,
            runner=runner,
            labels=lease.labels,
            on_progress=lease.on_progress,
            on_output=lease.on_output,
        )
    )


def _submission(run: Run) -> Submission:
    if run.submission is None:
        raise AssertionError("The database insists that such a run has a submission.")
    return run.submission


def _persist(write: Callable[[], None]) -> None:
    """Write, and wait for a database that is away, no longer than the lease could last."""
    deadline = time.monotonic() + settings.ENVIRONMENT.lease_seconds
    while True:
        try:
            write()
        except (OperationalError, InterfaceError) as error:
            if time.monotonic() > deadline:
                raise
            logger.warning("the database does not answer: %s", error)
            connection.close()
            time.sleep(PAUSE_SECONDS)
        else:
            return
