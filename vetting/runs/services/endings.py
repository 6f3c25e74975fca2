"""How a try of a run ends: in a result, or in a fault of ours that is tried again, a few times.

Every write here is guarded by the fence, in one transaction with what follows from it.
"""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from vetting.attempts.services import sittings, workspaces
from vetting.audit import services as audit
from vetting.runs.errors import LeaseLostError
from vetting.runs.models import MAX_TRIES, PLATFORM_ERROR, CheckResult, Result, Run, RunQuerySet
from vetting.runs.phases import with_queue
from vetting.runs.services.moments import seconds_from_now
from vetting.runs.services.verdicts import Verdict, storable

logger = logging.getLogger(__name__)

NOT_EVALUATED = (
    "The platform could not run this, although it tried several times. "
    "That is our fault and does not count against you."
)
BACK_OFF_FACTOR = 4


@transaction.atomic
def finish(*, run: Run, verdict: Verdict) -> None:
    """Write the one result. Raises LeaseLostError where this claim of the run no longer holds."""
    written = (
        Run.objects.held(run.fence)
        .filter(pk=run.pk)
        .update(
            state=Run.State.FINISHED,
            finished_at=Now(),
            leased_until=None,
            output=verdict.output,
            image_digest=verdict.image_digest,
        )
    )
    if not written:
        # The commit may have happened and only its answer been lost: then this is its repetition.
        if Run.objects.filter(pk=run.pk, fence=run.fence, state=Run.State.FINISHED).exists():
            return
        raise LeaseLostError
    result = Result.objects.create(
        run=run,
        outcome=verdict.outcome,
        message=verdict.message,
        score=verdict.score,
        score_error=verdict.score_error,
        scores=verdict.scores,
        competencies=verdict.competencies,
        steps=verdict.steps,
        phases=with_queue(verdict.phases, run=run),
        findings=verdict.findings,
    )
    CheckResult.objects.bulk_create(_check_results(result, verdict))
    _follow_up(run, verdict)
    _record(run, verb="run_finished", detail={"outcome": verdict.outcome, "fence": run.fence})


def fault(*, run: Run, reason: str) -> None:
    """End a try that failed through a fault of ours. Quietly nothing where the lease is lost."""
    end_try(run=run, runs=Run.objects.held(run.fence), reason=reason)


@transaction.atomic
def end_try(*, run: Run, runs: RunQuerySet, reason: str) -> bool:
    """Queue the run again, or fail it once its tries are spent; false where it is not in `runs`."""
    mine = runs.filter(pk=run.pk, fence=run.fence)
    reason = storable(reason)[:2000]
    if run.tries < MAX_TRIES:
        pause = settings.ENVIRONMENT.retry_seconds * BACK_OFF_FACTOR ** (run.tries - 1)
        queued = mine.update(
            state=Run.State.QUEUED,
            lease_owner="",
            leased_until=None,
            next_dispatch_at=seconds_from_now(pause),
            hinted=False,
            failure=reason,
        )
        if queued:
            logger.warning("run %s, try %s: %s", run.pk, run.tries, reason)
        return bool(queued)
    failed = mine.update(
        state=Run.State.FAILED, finished_at=Now(), leased_until=None, failure=reason
    )
    if failed:
        Result.objects.create(run=run, outcome=PLATFORM_ERROR, message=NOT_EVALUATED)
        _follow_up(run, None)
        _record(run, verb="run_failed", detail={"tries": run.tries})
        logger.error("run %s (%s) is not evaluated: %s", run.pk, run.kind, reason)
    return bool(failed)


def _follow_up(run: Run, verdict: Verdict | None) -> None:
    """Do what others wait for. `verdict` is None where the run failed."""
    if run.kind == Run.Kind.PREPARE:
        if verdict is None:
            workspaces.data_failed(workspace_id=run.workspace_id)
        else:
            workspaces.receive_data(workspace_id=run.workspace_id, files=verdict.data)
    elif run.kind == Run.Kind.VISIBLE:
        lost = _lost_time(run.pk)
        if lost:
            sittings.credit_time(attempt_id=run.workspace.attempt_id, lost=lost)


def _lost_time(run_id: UUID) -> timedelta:
    """Sum up what our faults cost the candidate who waited: all but the try that succeeded."""
    run = Run.objects.get(pk=run_id)
    if run.state == Run.State.FAILED and run.finished_at:
        return run.finished_at - run.queued_at
    if run.tries > 1 and run.started_at:
        return run.started_at - run.queued_at
    return timedelta(0)


def _check_results(result: Result, verdict: Verdict) -> list[CheckResult]:
    return [
        CheckResult(
            result=result,
            position=position,
            name=check.name,
            title=check.title,
            competency=check.competency,
            unit=check.unit,
            weight=check.weight,
            must_not=check.must_not,
            value=check.value,
            floor=check.floor,
            ceiling=check.ceiling,
            score=check.score,
            score_error=check.score_error,
            evidence=storable(check.evidence),
            values=list(check.values),
        )
        for position, check in enumerate(verdict.checks)
    ]


def _record(run: Run, *, verb: str, detail: dict[str, object]) -> None:
    ended = Run.objects.select_related("workspace__attempt__application__opening").get(pk=run.pk)
    if ended.finished_at is None:
        raise AssertionError("Only ended runs are recorded.")
    audit.record(
        verb=verb,
        target=ended,
        at=ended.finished_at,
        organization_id=ended.workspace.attempt.application.opening.organization_id,
        detail={"kind": ended.kind, **detail},
    )
