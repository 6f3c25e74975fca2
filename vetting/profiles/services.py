"""Loading the built-in profiles, changing an organization's own, choosing one for an opening."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from challenges.competencies import COMPETENCIES, ROLES
from vetting.accounts.models import Organization, User
from vetting.assessments.models import Challenge
from vetting.audit import services as audit
from vetting.core.errors import InvalidError
from vetting.openings.models import Opening
from vetting.profiles.built_in import WrittenProfile
from vetting.profiles.errors import ProfileChangedError
from vetting.profiles.models import ChosenProfile, RoleProfile


def load_profile(*, role: str, text: WrittenProfile, at: datetime) -> RoleProfile:
    """Return the built-in profile of that version; a version that exists never changes."""
    profile, _ = RoleProfile.objects.get_or_create(
        organization=None,
        role=role,
        version=text.version,
        defaults={
            "title": ROLES[role],
            "summary": text.summary,
            "challenge_weights": text.challenges,
            "criterion_weights": text.criteria,
            "created_at": at,
        },
    )
    return profile


def save_profile(
    *,
    organization: Organization,
    role: str,
    base_version: int,
    title: str,
    summary: str,
    challenge_weights: Mapping[str, float],
    criterion_weights: Mapping[str, float],
    by: User,
    at: datetime,
) -> RoleProfile:
    """Add the organization's next version. `base_version` is its last one, 0 before the first.

    Raises `InvalidError` for weights of what does not exist, `ProfileChangedError` where another
    version was saved meanwhile.
    """
    _require_known(challenge_weights, criterion_weights)
    changed = ProfileChangedError(
        f"Somebody saved another version of {title} after you opened it. "
        "Load the page again and repeat your change."
    )
    own = RoleProfile.objects.filter(organization=organization, role=role)
    newest = max(own.values_list("version", flat=True), default=0)
    if newest != base_version:
        raise changed
    try:
        with transaction.atomic():
            profile = RoleProfile.objects.create(
                organization=organization,
                role=role,
                version=newest + 1,
                title=title,
                summary=summary,
                challenge_weights=dict(challenge_weights),
                criterion_weights=dict(criterion_weights),
                created_by=by,
                created_at=at,
            )
            audit.record(
                verb="changed",
                target=profile,
                actor=by,
                organization_id=organization.pk,
                at=at,
                detail={"role": role, "version": profile.version},
            )
    except IntegrityError:  # Both took the same next version, and the other was first.
        raise changed from None
    return profile


@transaction.atomic
def choose_profile(
    *, opening: Opening, profile: RoleProfile | None, by: User, at: datetime
) -> None:
    """Weigh this opening's candidates by that profile, or everything alike (None)."""
    chosen = ChosenProfile.objects.filter(opening=opening)
    if profile is None:
        chosen.delete()
    else:
        ChosenProfile.objects.update_or_create(opening=opening, defaults={"profile": profile})
    audit.record(
        verb="changed",
        target=opening,
        actor=by,
        organization_id=opening.organization_id,
        at=at,
        detail={"role_profile": str(profile.pk) if profile else None},
    )


def _require_known(challenges: Mapping[str, float], criteria: Mapping[str, float]) -> None:
    known = set(Challenge.objects.filter(slug__in=challenges).values_list("slug", flat=True))
    unknown = {
        "challenge_weights": sorted(set(challenges) - known),
        "criterion_weights": sorted(set(criteria) - set(COMPETENCIES)),
    }
    errors = {
        name: [f"There is no {', '.join(slugs)}."] for name, slugs in unknown.items() if slugs
    }
    if errors:
        raise InvalidError("Weights can only be given to what exists.", errors=errors)
