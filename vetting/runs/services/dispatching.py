"""Telling workers what waits, in fair order.

Only a few hints are on their way at a time: the backlog stays in the database, where a newcomer's
run can still come before the two hundredth of somebody else.
"""

import logging
import uuid
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Now
from kombu.exceptions import OperationalError

from vetting.runs import queue
from vetting.runs.models import Run
from vetting.runs.services.moments import seconds_from_now

logger = logging.getLogger(__name__)

# Scored runs must not wait for ever behind people who run their checks all day.
PATIENCE = timedelta(minutes=2)
BROKER_PAUSE_SECONDS = 2.0
CANDIDATE = "workspace__attempt__application__candidate"
ORGANIZATION = "workspace__attempt__application__opening__organization"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    run_id: uuid.UUID
    priority: int
    queued_at: datetime
    candidate: uuid.UUID
    organization: uuid.UUID


def dispatch() -> int:
    """Send hints for runs that wait and have none; how many were sent. Safe to run twice at once."""
    free = settings.ENVIRONMENT.dispatch_window - Run.objects.hinted().count()
    if free <= 0:
        return 0
    sent = 0
    for waiting in fair_order(_waiting(), under_way=_under_way())[:free]:
        # Conditional: another dispatcher may have sent this one already.
        taken = (
            Run.objects.due()
            .filter(pk=waiting.run_id)
            .update(
                next_dispatch_at=seconds_from_now(settings.ENVIRONMENT.redispatch_seconds),
                hinted=True,
            )
        )
        if taken:
            if not _send(waiting.run_id):
                break
            sent += 1
    return sent


def forget_hints() -> int:
    """Take no hint for sent: at the boot of a process whose broker is empty; how many there were."""
    return Run.objects.hinted().update(next_dispatch_at=Now(), hinted=False)


def fair_order(waiting: Iterable[Waiting], *, under_way: Mapping[uuid.UUID, int]) -> list[Waiting]:
    """Take turns: among organizations, and within one among its candidates.

    `under_way` counts what each organization has in work: who has much there waits for the others.
    """
    by_age = sorted(waiting, key=lambda one: (one.priority, one.queued_at))
    turn_of_candidate = _turns(by_age, lambda one: (one.priority, one.candidate))
    by_candidate = sorted(
        by_age, key=lambda one: (one.priority, turn_of_candidate[one.run_id], one.queued_at)
    )
    turn_of_organization = _turns(by_candidate, lambda one: (one.priority, one.organization))
    return sorted(
        by_candidate,
        key=lambda one: (
            one.priority,
            turn_of_organization[one.run_id] + under_way.get(one.organization, 0),
            one.queued_at,
        ),
    )


def _turns(
    ordered: Iterable[Waiting], group: Callable[[Waiting], Hashable]
) -> dict[uuid.UUID, int]:
    """Number the runs of each group in their order."""
    seen: Counter[Hashable] = Counter()
    turns = {}
    for one in ordered:
        turns[one.run_id] = seen[group(one)]
        seen[group(one)] += 1
    return turns


def _waiting() -> list[Waiting]:
    rows = (
        Run.objects.due()
        .annotate(now=Now())
        .values_list("pk", "priority", "queued_at", CANDIDATE, ORGANIZATION, "now")
    )
    return [
        Waiting(
            run_id=run_id,
            priority=0 if now - queued_at > PATIENCE else priority,
            queued_at=queued_at,
            candidate=candidate,
            organization=organization,
        )
        for run_id, priority, queued_at, candidate, organization, now in rows
    ]


def _under_way() -> dict[uuid.UUID, int]:
    rows = (
        Run.objects.filter(Q(state=Run.State.RUNNING) | Q(pk__in=Run.objects.hinted().values("pk")))
        .order_by()
        .values_list(ORGANIZATION)
        .annotate(runs=Count("pk"))
    )
    return dict(rows)


def _send(run_id: uuid.UUID) -> bool:
    try:
        queue.hint_execution(run_id)
    except OperationalError as error:
        # The run waits in the database; without a broker there is nobody to tell just now.
        logger.warning("no broker to hint at run %s: %s", run_id, error)
        Run.objects.claimable().filter(pk=run_id).update(
            next_dispatch_at=seconds_from_now(BROKER_PAUSE_SECONDS), hinted=False
        )
        return False
    return True
