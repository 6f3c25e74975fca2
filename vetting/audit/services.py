"""Appending to the audit log and proving that nobody has changed it."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import F, Model

from vetting.audit.models import FIRST_HASH, NO_ORGANIZATION, Chain, Event


class Actor(Protocol):
    """Anybody who can be named in an event; accounts.User is one."""

    @property
    def pk(self) -> Any: ...

    def __str__(self) -> str: ...


@transaction.atomic
def record(
    *,
    verb: str,
    target: Model,
    at: datetime,
    actor: Actor | None = None,
    organization_id: uuid.UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Append one event, in the caller's transaction: what did not happen is not recorded.

    `detail` holds plain JSON values and no personal data. Call it last: the chain's row stays
    locked until the transaction ends.
    """
    chain_id = organization_id or NO_ORGANIZATION
    Chain.objects.get_or_create(organization_id=chain_id)
    # The update locks the row, so that two events cannot take the same place.
    Chain.objects.filter(pk=chain_id).update(length=F("length") + 1)
    chain = Chain.objects.get(pk=chain_id)
    event = Event(
        chain=chain,
        position=chain.length,
        actor_id=actor.pk if actor else None,
        actor_label=str(actor) if actor else "",
        verb=verb,
        object_type=target._meta.label_lower,  # noqa: SLF001 # Django's documented way to a model's name
        object_id=str(target.pk),
        detail=dict(detail or {}),
        occurred_at=at.astimezone(UTC),
        previous_hash=chain.last_hash,
    )
    event.hash = event.digest()
    event.save(force_insert=True)
    Chain.objects.filter(pk=chain_id).update(last_hash=event.hash)
    return event


def broken_links() -> Iterator[str]:
    """One line for each place where the log no longer is what was recorded."""
    for chain in Chain.objects.order_by("pk"):
        expected, position = FIRST_HASH, 0
        for event in chain.events.order_by("position").iterator():
            position += 1
            if event.position != position:
                yield f"chain {chain.pk}: event {position} is missing"
                position = event.position
            elif event.previous_hash != expected:
                yield f"chain {chain.pk}: event {position} does not follow event {position - 1}"
            if event.hash != event.digest():
                yield f"chain {chain.pk}: event {position} was changed"
            expected = event.hash
        if (position, expected) != (chain.length, chain.last_hash):
            yield f"chain {chain.pk}: events after {position} are missing"
