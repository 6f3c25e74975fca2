"""Reads that are not one row: places in the queue, reports, signs of life."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q

from vetting.runs.models import Run, Worker


def worker_seen_at() -> datetime | None:
    """When a worker last gave proof that it takes work: a watchdog message, or a lease in use."""
    heard = Worker.objects.aggregate(at=Max("seen_at"))["at"]
    # Where every worker is busy, the watchdog has to wait, but leases are renewed.
    until = Run.objects.filter(state=Run.State.RUNNING).aggregate(at=Max("leased_until"))["at"]
    leased = until - timedelta(seconds=settings.ENVIRONMENT.lease_seconds) if until else None
    return max((at for at in (heard, leased) if at), default=None)


def queue_position(run: Run) -> int | None:
    """How many come first, and this one: an estimate, because turns are taken."""
    if run.state != Run.State.QUEUED:
        return None
    ahead = Q(priority__lt=run.priority) | Q(priority=run.priority, queued_at__lt=run.queued_at)
    return Run.objects.claimable().filter(ahead).count() + 1
