"""Taking work in. Each is one transaction and needs no broker: what is accepted is in the database."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from vetting.accounts.models import User
from vetting.attempts.errors import DataNotReadyError
from vetting.attempts.models import Attempt, Submission, Workspace, WorkspaceQuerySet
from vetting.attempts.services import sittings
from vetting.attempts.services.submissions import keep_submission
from vetting.audit import services as audit
from vetting.runs.errors import RunUnderWayError
from vetting.runs.models import Run
from vetting.runs.services.dispatching import dispatch

HAND_IN = "hand-in"
UNDER_WAY = (Run.State.QUEUED, Run.State.RUNNING)


@transaction.atomic
def request_visible_run(*, workspace: Workspace, idempotency_key: str) -> Run:
    """Keep what is saved and queue the visible checks of it. The same key gives the same run.

    Raises RunUnderWayError, DataNotReadyError and what `lock_for_work` raises.
    """
    sittings.lock(attempt_id=workspace.attempt_id)
    runs = Run.objects.filter(workspace=workspace, kind=Run.Kind.VISIBLE)
    # Before the deadline is looked at: a repeated request gets the answer of the first.
    if earlier := runs.filter(idempotency_key=idempotency_key).first():
        return earlier
    at = sittings.lock_for_work(attempt_id=workspace.attempt_id)
    if workspace.data_state != Workspace.DataState.READY:
        raise DataNotReadyError
    if runs.filter(state__in=UNDER_WAY).exists():
        raise RunUnderWayError
    submission = keep_submission(
        workspace=workspace,
        idempotency_key=f"{Run.Kind.VISIBLE}:{idempotency_key}",
        at=at,
    )
    run = Run.objects.create(
        **_work_order(workspace, Run.Kind.VISIBLE),
        submission=submission,
        idempotency_key=idempotency_key,
    )
    _hint_on_commit()
    return run


@transaction.atomic
def hand_in(*, attempt: Attempt, by: User) -> None:
    """Hand in what is saved, once: a second post changes nothing.

    Raises DeadlinePassedError, AttemptNotStartedError.
    """
    if sittings.hand_in(attempt=attempt):
        _accept_hand_in(attempt, by=by)


def hand_in_due() -> int:
    """Hand in for everybody whose time is over; how many. Two dispatchers may try at once."""
    return sum(_hand_in_at_deadline(attempt) for attempt in Attempt.objects.due())


@transaction.atomic
def _hand_in_at_deadline(attempt: Attempt) -> bool:
    claimed = sittings.hand_in_at_deadline(attempt=attempt)
    if claimed:
        _accept_hand_in(attempt, by=None)
    return claimed


def _accept_hand_in(attempt: Attempt, *, by: User | None) -> None:
    attempt = Attempt.objects.select_related("application__opening").get(pk=attempt.pk)
    at = attempt.handed_in_at
    if at is None:
        raise AssertionError("Only a claimed hand-in is accepted.")
    for workspace in _workspaces().filter(attempt=attempt):
        submission = keep_submission(workspace=workspace, idempotency_key=HAND_IN, at=at)
        queue_scored_run(workspace=workspace, submission=submission)
    audit.record(
        verb="handed_in",
        target=attempt,
        at=at,
        actor=by,
        organization_id=attempt.application.opening.organization_id,
        detail={"by": attempt.handed_in_by},
    )
    _hint_on_commit()


def queue_scored_run(*, workspace: Workspace, submission: Submission) -> Run:
    return Run.objects.create(
        **_work_order(workspace, Run.Kind.SCORED), submission=submission, idempotency_key=HAND_IN
    )


def order_preparations() -> int:
    """Queue the making of data for each workspace that waits for it. Safe to run twice at once."""
    under_way = Run.objects.filter(
        workspace=OuterRef("pk"), kind=Run.Kind.PREPARE, state__in=UNDER_WAY
    )
    waiting = (
        _workspaces()
        .filter(~Exists(under_way), data_state=Workspace.DataState.PREPARING)
        .exclude(attempt__state=Attempt.State.HANDED_IN)
    )
    runs = [
        Run(**_work_order(workspace, Run.Kind.PREPARE), idempotency_key=uuid.uuid4().hex)
        for workspace in waiting
    ]
    if runs:
        Run.objects.bulk_create(runs, ignore_conflicts=True)
    return len(runs)


def _workspaces() -> WorkspaceQuerySet:
    return Workspace.objects.select_related("item")


def _work_order(workspace: Workspace, kind: Run.Kind) -> dict[str, Any]:
    return {
        "workspace": workspace,
        "kind": kind,
        "challenge_version_id": workspace.item.challenge_version_id,
        "seed": workspace.seed,
        "priority": Run.PRIORITIES[kind],
    }


def _hint_on_commit() -> None:
    # Robust: the work is accepted, whatever becomes of the hint. The next tick sends it again.
    transaction.on_commit(dispatch, robust=True)
