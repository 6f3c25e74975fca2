"""Publishing challenge packs and composing assessments of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from challenges.catalog import Pack
from vetting.accounts.models import Organization, User
from vetting.assessments.errors import (
    AssessmentPublishedError,
    NotCalibratedError,
    VersionTakenError,
)
from vetting.assessments.models import Assessment, Challenge, ChallengeVersion, Item
from vetting.audit import services as audit
from vetting.rubrics.services import load_rubric


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    challenge_version: ChallengeVersion
    weight: float


@transaction.atomic
def publish_challenge(*, pack: Pack, at: datetime) -> ChallengeVersion:
    """Keep the pack as an immutable version; a content that is published already stays as it is."""
    if not pack.is_calibrated:
        raise NotCalibratedError(
            f"{pack.slug} {pack.version} has no calibration for its present content; "
            f"run python -m challenges verify {pack.slug}"
        )
    published = ChallengeVersion.objects.filter(digest=pack.digest).first()
    if published is not None:
        return published
    challenge, _ = Challenge.objects.get_or_create(slug=pack.slug)
    if challenge.versions.filter(version=pack.version).exists():
        raise VersionTakenError(
            f"{pack.slug} {pack.version} was published with another content; "
            "raise version in challenge.toml and verify again"
        )
    version = ChallengeVersion.objects.create(
        challenge=challenge,
        version=pack.version,
        digest=pack.digest,
        title=pack.manifest.title,
        summary=pack.manifest.summary,
        minutes=pack.manifest.minutes,
        difficulty=pack.manifest.difficulty,
        brief=pack.brief,
        manifest=pack.manifest.model_dump(mode="json"),
        archive=pack.pack_bytes(),
        published_at=at,
    )
    load_rubric(slug=f"challenge-{pack.slug}", version=pack.version, text=pack.rubric, at=at)
    audit.record(verb="published", target=version, at=at, detail={"digest": pack.digest})
    return version


@transaction.atomic
def create_assessment(
    *,
    organization: Organization,
    title: str,
    ai_policy: str,
    items: Sequence[ItemDraft],
    by: User,
    at: datetime,
    minutes: int | None = None,
    reveal_scores: bool = True,
) -> Assessment:
    """Create a draft: the title's first version, or its next. Time defaults to the items' sum."""
    titled = Assessment.objects.filter(organization=organization, title=title)
    newest = titled.aggregate(newest=Max("version"))["newest"] or 0
    assessment = Assessment.objects.create(
        organization=organization,
        title=title,
        version=newest + 1,
        ai_policy=ai_policy,
        reveal_scores=reveal_scores,
        minutes=minutes or sum(item.challenge_version.minutes for item in items),
        created_at=at,
    )
    Item.objects.bulk_create(
        [
            Item(
                assessment=assessment,
                position=position,
                challenge_version=item.challenge_version,
                weight=item.weight,
            )
            for position, item in enumerate(items, start=1)
        ]
    )
    audit.record(
        verb="created", target=assessment, actor=by, organization_id=organization.pk, at=at
    )
    return assessment


@transaction.atomic
def publish_assessment(*, assessment: Assessment, by: User, at: datetime) -> Assessment:
    """Freeze the draft, so that everybody who sits it sits the same."""
    claimed = Assessment.objects.filter(pk=assessment.pk, state=Assessment.State.DRAFT).update(
        state=Assessment.State.PUBLISHED
    )
    if not claimed:
        raise AssessmentPublishedError("This version of the assessment is published already.")
    assessment.refresh_from_db()
    audit.record(
        verb="published",
        target=assessment,
        actor=by,
        organization_id=assessment.organization_id,
        at=at,
    )
    return assessment
