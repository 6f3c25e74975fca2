"""Opening a position, changing it, and adding those who apply. Who may is asked at the edge."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from vetting.accounts.models import Organization, User
from vetting.audit import services as audit
from vetting.core.errors import NotVisibleError
from vetting.openings.errors import (
    AlreadyAppliedError,
    NoRubricError,
    NotAColleagueError,
    OpeningClosedError,
)
from vetting.openings.models import Application, Candidate, Opening, OpeningMember
from vetting.rubrics.built_in import DEFAULT_SLUG
from vetting.rubrics.models import Rubric

CHANGEABLE = frozenset(
    {"title", "requisition_id", "state", "rubric_weight", "band_confidence", "blind_names"}
)


@transaction.atomic
def create_opening(
    *, organization: Organization, title: str, requisition_id: str, by: User, at: datetime
) -> Opening:
    try:
        rubric = Rubric.objects.newest(slug=DEFAULT_SLUG)
    except Rubric.DoesNotExist:
        raise NoRubricError("An operator has to load the built-in rubrics first.") from None
    opening = Opening.objects.create(
        organization=organization,
        title=title,
        requisition_id=requisition_id,
        rubric=rubric,
        created_at=at,
    )
    audit.record(verb="created", target=opening, actor=by, organization_id=organization.pk, at=at)
    return opening


@transaction.atomic
def change_opening(
    *, opening: Opening, changes: Mapping[str, Any], by: User, at: datetime
) -> Opening:
    """Change only the fields named in `changes`; the others may change meanwhile."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise ValueError(f"an opening's {', '.join(sorted(unknown))} cannot be changed")
    if changes:
        Opening.objects.filter(pk=opening.pk).update(**changes)
        opening.refresh_from_db()
        audit.record(
            verb="changed",
            target=opening,
            actor=by,
            organization_id=opening.organization_id,
            at=at,
            detail=changes,
        )
    return opening


@transaction.atomic
def add_application(
    *, opening: Opening, name: str, email: str, by: User, at: datetime
) -> Application:
    """Add a person; the organization may know them from another opening, under that name."""
    if not Opening.objects.filter(pk=opening.pk, state=Opening.State.OPEN).exists():
        raise OpeningClosedError("Re-open the opening before you add candidates.")
    candidate, _ = Candidate.objects.get_or_create(
        organization_id=opening.organization_id, email=email.lower(), defaults={"name": name}
    )
    application, created = Application.objects.get_or_create(
        opening=opening, candidate=candidate, defaults={"created_at": at}
    )
    if not created:
        raise AlreadyAppliedError(f"{candidate.email} is a candidate for this opening already.")
    audit.record(
        verb="added",
        target=application,
        actor=by,
        organization_id=opening.organization_id,
        at=at,
    )
    return application


@transaction.atomic
def seat_member(
    *, opening: Opening, user: User, role: OpeningMember.Role, by: User | None, at: datetime
) -> OpeningMember:
    """Put a colleague on the opening's team, or give them another seat.

    Raises NotAColleagueError for who does not belong to the organization.
    """
    if not Organization.objects.visible_to(user).filter(pk=opening.organization_id).exists():
        raise NotAColleagueError("Only people of this organization sit on its teams.")
    member, _ = OpeningMember.objects.update_or_create(
        opening=opening, user=user, defaults={"role": role}
    )
    audit.record(
        verb="seated",
        target=member,
        actor=by,
        organization_id=opening.organization_id,
        at=at,
        detail={"user_id": str(user.pk), "role": role},
    )
    return member


@transaction.atomic
def unseat_member(*, opening: Opening, user: User, by: User, at: datetime) -> None:
    """Take a person off the team; scorecards that they handed in stay and count."""
    member = OpeningMember.objects.filter(opening=opening, user=user).first()
    if member is None:
        raise NotVisibleError("This person is not on the team.")
    audit.record(
        verb="unseated",
        target=member,
        actor=by,
        organization_id=opening.organization_id,
        at=at,
        detail={"user_id": str(user.pk), "role": member.role},
    )
    member.delete()
