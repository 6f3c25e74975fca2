"""The life of an attempt: opened, started, its clock, handed in. Decided by the database's clock.

Whoever changes an attempt, its workspaces or their files locks the attempt's row first: a save and
the hand-in at the deadline follow one another, and what was saved before is in the submission.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from vetting.accounts.models import User
from vetting.assessments.models import Assessment
from vetting.attempts.errors import (
    AttemptHandedInError,
    AttemptNotStartedError,
    DeadlinePassedError,
)
from vetting.attempts.models import Attempt, AttemptQuerySet, Workspace
from vetting.attempts.services.starters import lay_out_starter
from vetting.audit import services as audit
from vetting.openings.models import Application

SEED_BITS = 63


def open_attempt(*, application: Application, assessment: Assessment, at: datetime) -> Attempt:
    """Make the attempt with one workspace per item, or return the one that there is."""
    attempt, created = Attempt.objects.get_or_create(
        application=application,
        assessment=assessment,
        defaults={"seed": secrets.randbits(SEED_BITS)},
    )
    if created:
        for item in assessment.items.select_related("challenge_version"):
            workspace = Workspace.objects.create(
                attempt=attempt, item=item, seed=item_seed(attempt.seed, item.position)
            )
            lay_out_starter(workspace=workspace, version=item.challenge_version, at=at)
    return attempt


def item_seed(seed: int, position: int) -> int:
    """Derive an item's seed: 63 bits of SHA-256 over the attempt's seed and the position."""
    digest = hashlib.sha256(f"{seed}:{position}".encode()).digest()
    return int.from_bytes(digest[:8]) >> 1


@transaction.atomic
def start(*, attempt: Attempt, by: User, at: datetime) -> Attempt:
    """Start, once; later calls change nothing but ask again for data that could not be made."""
    started = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.ACCEPTED).update(
        state=Attempt.State.STARTED, started_at=Now()
    )
    locked = lock(attempt_id=attempt.pk)
    if locked.state == Attempt.State.HANDED_IN:
        raise AttemptHandedInError
    Workspace.objects.filter(attempt=locked, data_state=Workspace.DataState.FAILED).update(
        data_state=Workspace.DataState.PREPARING
    )
    start_clock(attempt_id=locked.pk)
    if started:
        audit.record(
            verb="started",
            target=locked,
            at=at,
            actor=by,
            organization_id=attempt.application.opening.organization_id,
        )
    locked.refresh_from_db()
    return locked


def start_clock(*, attempt_id: UUID) -> None:
    """Set the deadline, if the candidate has started and all data is there. Needs the row's lock.

    The candidate's minutes begin when the last of these two happens, not before.
    """
    waiting = Workspace.objects.filter(attempt=OuterRef("pk")).exclude(
        data_state=Workspace.DataState.READY
    )
    minutes = Attempt.objects.values_list("assessment__minutes", flat=True).get(pk=attempt_id)
    Attempt.objects.filter(
        ~Exists(waiting), pk=attempt_id, state=Attempt.State.STARTED, deadline_at=None
    ).update(deadline_at=_after(Now(), timedelta(minutes=minutes)))


def credit_time(*, attempt_id: UUID, lost: timedelta) -> None:
    """Give back what a fault of the platform cost, unless the work is already handed in."""
    Attempt.objects.filter(pk=attempt_id, state=Attempt.State.STARTED).exclude(
        deadline_at=None
    ).update(deadline_at=_after(F("deadline_at"), lost))


def lock(*, attempt_id: UUID) -> Attempt:
    return Attempt.objects.select_for_update().get(pk=attempt_id)


def lock_for_work(*, attempt_id: UUID) -> datetime:
    """Lock the attempt for a change of its work; the database's time. Raises what refuses it."""
    attempt = lock(attempt_id=attempt_id)
    # Asked under the lock: a change that waited for the lock may have come too late.
    at = Attempt.objects.database_now(attempt_id)
    if not attempt.accepts_work(at=at):
        raise refusal(attempt)
    return at


def refusal(attempt: Attempt) -> Exception:
    """Say why this attempt accepts no work (any more)."""
    if attempt.state == Attempt.State.ACCEPTED:
        return AttemptNotStartedError()
    if attempt.state == Attempt.State.STARTED or (
        attempt.handed_in_by == Attempt.HandedInBy.DEADLINE
    ):
        return DeadlinePassedError()
    return AttemptHandedInError()


def hand_in(*, attempt: Attempt) -> bool:
    """Claim the candidate's hand-in, in the caller's transaction: false where it was done before.

    Raises DeadlinePassedError, AttemptNotStartedError.
    """
    in_time = Attempt.objects.filter(
        Q(deadline_at=None) | Q(deadline_at__gt=Now()), pk=attempt.pk, state=Attempt.State.STARTED
    )
    if _claim_hand_in(in_time, by=Attempt.HandedInBy.CANDIDATE):
        return True
    current = Attempt.objects.get(pk=attempt.pk)
    if current.handed_in_by == Attempt.HandedInBy.CANDIDATE:
        return False
    raise refusal(current)


def hand_in_at_deadline(*, attempt: Attempt) -> bool:
    """Claim the hand-in of an attempt whose time is over: false where somebody was faster."""
    return _claim_hand_in(
        Attempt.objects.due().filter(pk=attempt.pk), by=Attempt.HandedInBy.DEADLINE
    )


def _claim_hand_in(attempts: AttemptQuerySet, *, by: Attempt.HandedInBy) -> bool:
    # A conditional update: of a candidate's posts and the deadline's ticks exactly one succeeds.
    return bool(attempts.update(state=Attempt.State.HANDED_IN, handed_in_at=Now(), handed_in_by=by))


def _after(moment: Now | F, wait: timedelta) -> Combinable:
    return ExpressionWrapper(moment + Value(wait), output_field=DateTimeField())
