"""Deciding. A decision is a person's, with a reason, and stands apart from the score."""

from datetime import datetime

from django.db import transaction

from vetting.accounts.models import User
from vetting.audit import services as audit
from vetting.openings.models import Application
from vetting.shortlists.models import Decision


@transaction.atomic
def decide(
    *, application: Application, verdict: Decision.Verdict, reason: str, by: User, at: datetime
) -> Decision:
    """Add a decision; the earlier ones stay, the latest counts."""
    decision = Decision.objects.create(
        application=application, decided_by=by, verdict=verdict, reason=reason, decided_at=at
    )
    audit.record(
        verb="decided",
        target=decision,
        actor=by,
        organization_id=application.opening.organization_id,
        at=at,
        detail={"verdict": str(verdict), "application_id": str(application.pk)},
    )
    return decision
