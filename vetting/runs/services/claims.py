"""Holding a run: claimed by one worker, renewed while it works, written only under its fence."""

import logging
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from vetting.runs.models import Run
from vetting.runs.services.moments import seconds_from_now

logger = logging.getLogger(__name__)


@transaction.atomic
def claim(*, run_id: UUID, owner: str) -> Run | None:
    """Take a waiting run, or return None: the broker may deliver a hint twice, or late.

    The try is counted before the work begins, so that a submission that kills its workers ends.
    """
    claimed = (
        Run.objects.claimable()
        .filter(pk=run_id)
        .update(
            state=Run.State.RUNNING,
            tries=F("tries") + 1,
            fence=F("fence") + 1,
            lease_owner=owner,
            leased_until=seconds_from_now(settings.ENVIRONMENT.lease_seconds),
            started_at=Now(),
            hinted=False,
        )
    )
    if not claimed:
        return None
    return Run.objects.select_related("submission", "workspace").get(pk=run_id)


def renew(*, run: Run) -> bool:
    """Give a sign of life: false where the run is somebody else's by now."""
    return bool(
        Run.objects.held(run.fence)
        .filter(pk=run.pk)
        .update(leased_until=seconds_from_now(settings.ENVIRONMENT.lease_seconds))
    )


def show_progress(*, run: Run, done: int, total: int, label: str, output: str) -> bool:
    """Let people watch: false where the run is somebody else's by now."""
    return bool(
        Run.objects.held(run.fence)
        .filter(pk=run.pk)
        .update(progress_done=done, progress_total=total, progress_label=label[:200], output=output)
    )


def has_ended(*, run: Run) -> bool:
    """Whether this claim led to the run's end."""
    return Run.objects.filter(
        pk=run.pk, fence=run.fence, state__in=(Run.State.FINISHED, Run.State.FAILED)
    ).exists()


def give_back(*, run: Run) -> None:
    """Let another worker have it at once: this one shuts down. It costs the run no try."""
    Run.objects.held(run.fence).filter(pk=run.pk).update(
        state=Run.State.QUEUED,
        tries=F("tries") - 1,
        lease_owner="",
        leased_until=None,
        next_dispatch_at=Now(),
    )
