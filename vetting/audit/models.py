"""Who did what to what, in chains that a later change would break.

Stands below accounts, so people and organizations are plain identifiers here: an event outlives
the rows that it speaks of. Each organization has its own chain, and so have events of none.
"""

import hashlib
import json
import uuid
from typing import Any

from django.db import models

NO_ORGANIZATION = uuid.UUID(int=0)
FIRST_HASH = "0" * 64


class Chain(models.Model):
    """Where an organization's chain ends. Its row is locked while an event is appended."""

    organization_id = models.UUIDField(primary_key=True, default=NO_ORGANIZATION)
    length = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, default=FIRST_HASH)

    class Meta:
        db_table = "audit_chain"

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.length} events"


class Event(models.Model):
    id = models.BigAutoField(primary_key=True)
    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="events")
    position = models.PositiveBigIntegerField()
    actor_id = models.UUIDField(null=True)
    actor_label = models.CharField(max_length=254, blank=True)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=64)
    object_id = models.CharField(max_length=64)
    detail = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("chain", "position"), name="event_position_once"),
        )
        indexes = (
            models.Index(fields=("object_type", "object_id"), name="event_object"),
            models.Index(fields=("occurred_at",), name="event_occurred_at"),
        )

    def __str__(self) -> str:
        return (
            f"{self.occurred_at:%Y-%m-%d %H:%M} {self.actor_label} {self.verb} {self.object_type}"
        )

    def digest(self) -> str:
        """SHA-256 over the previous event's hash and everything that this one states."""
        statement: dict[str, Any] = {
            "chain": str(self.chain_id),
            "position": self.position,
            "actor_id": str(self.actor_id) if self.actor_id else None,
            "actor_label": self.actor_label,
            "verb": self.verb,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "detail": self.detail,
            "occurred_at": self.occurred_at.isoformat(),
            "previous_hash": self.previous_hash,
        }
        text = json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()
