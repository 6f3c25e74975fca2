"""What was decided about an application, by whom, and why. Never derived from a score."""

import uuid

from django.db import models
from django.db.models import Q

from vetting.accounts.models import User
from vetting.openings.models import Application


class Decision(models.Model):
    """Insert-only: the latest of an application counts, the earlier ones stay."""

    class Verdict(models.TextChoices):
        ADVANCE = "advance"
        HOLD = "hold"
        REJECT = "reject"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ("application", "-decided_at")
        indexes = (models.Index(fields=("application", "-decided_at"), name="decision_latest"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(verdict__in=("advance", "hold", "reject")), name="decision_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
        )

    def __str__(self) -> str:
        return f"{self.verdict}: {self.application}"
