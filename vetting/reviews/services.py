"""Saving a scorecard while it is written, and handing it in for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from vetting.accounts.models import User
from vetting.audit import services as audit
from vetting.core.errors import InvalidError
from vetting.openings.models import Application
from vetting.reviews.errors import (
    IncompleteScorecardError,
    NoScorecardError,
    RevisionConflictError,
    ScorecardHandedInError,
)
from vetting.reviews.models import Rating, Scorecard


@dataclass(frozen=True, kw_only=True)
class RatingDraft:
    criterion_id: UUID
    level: int | None = None
    not_observed: bool = False
    evidence: str = ""


@transaction.atomic
def save_scorecard(
    *,
    application: Application,
    author: User,
    ratings: Sequence[RatingDraft],
    recommendation: str,
    summary: str,
    revision: int,
) -> Scorecard:
    """Keep the draft whole, in place of revision number `revision` (0: there is none yet).

    Raises RevisionConflictError, ScorecardHandedInError, InvalidError.
    """
    scorecard, created = Scorecard.objects.get_or_create(
        application=application,
        author=author,
        defaults={
            "rubric_id": application.opening.rubric_id,
            "recommendation": recommendation,
            "summary": summary,
        },
    )
    if created:
        if revision != 0:
            raise RevisionConflictError(current=0)
    else:
        _claim_draft(
            scorecard,
            revision,
            revision=F("revision") + 1,
            recommendation=recommendation,
            summary=summary,
        )
    _require_own_criteria(scorecard, ratings)
    scorecard.ratings.all().delete()
    Rating.objects.bulk_create(
        [
            Rating(
                scorecard=scorecard,
                criterion_id=draft.criterion_id,
                level=draft.level,
                not_observed=draft.not_observed,
                evidence=draft.evidence,
            )
            for draft in ratings
        ]
    )
    scorecard.refresh_from_db()
    return scorecard


@transaction.atomic
def hand_in_scorecard(*, application: Application, author: User, at: datetime) -> Scorecard:
    """Make the draft count and reveal the others. Every criterion needs its answer.

    Raises NoScorecardError, ScorecardHandedInError, IncompleteScorecardError, and
    RevisionConflictError where it was saved again while we looked.
    """
    scorecard = (
        Scorecard.objects.select_related("application__opening")
        .filter(application=application, author=author)
        .first()
    )
    if scorecard is None:
        raise NoScorecardError
    if scorecard.state == Scorecard.State.HANDED_IN:
        raise ScorecardHandedInError
    if gaps := _gaps(scorecard):
        raise IncompleteScorecardError("Some answers are missing.", errors=gaps)
    _claim_draft(scorecard, scorecard.revision, state=Scorecard.State.HANDED_IN, handed_in_at=at)
    scorecard.refresh_from_db()
    audit.record(
        verb="handed_in",
        target=scorecard,
        actor=author,
        organization_id=scorecard.application.opening.organization_id,
        at=at,
        detail={"recommendation": scorecard.recommendation},
    )
    return scorecard


def _claim_draft(scorecard: Scorecard, expected: int, **changes: object) -> None:
    claimed = Scorecard.objects.filter(
        pk=scorecard.pk, state=Scorecard.State.DRAFT, revision=expected
    ).update(**changes)
    if claimed:
        return
    scorecard.refresh_from_db()
    if scorecard.state == Scorecard.State.HANDED_IN:
        raise ScorecardHandedInError
    raise RevisionConflictError(current=scorecard.revision)


def _require_own_criteria(scorecard: Scorecard, ratings: Sequence[RatingDraft]) -> None:
    known = set(scorecard.rubric.criteria.values_list("pk", flat=True))
    errors: dict[str, list[str]] = {}
    seen: set[UUID] = set()
    for draft in ratings:
        key = f"ratings.{draft.criterion_id}"
        if draft.criterion_id not in known:
            errors[key] = ["This criterion is not on the rubric."]
        elif draft.criterion_id in seen:
            errors[key] = ["This criterion is rated twice."]
        elif draft.not_observed and draft.level is not None:
            errors[key] = ["Choose a level or “not observed”, not both."]
        seen.add(draft.criterion_id)
    if errors:
        raise InvalidError("Some ratings need mending.", errors=errors)


def _gaps(scorecard: Scorecard) -> dict[str, list[str]]:
    ratings = {rating.criterion_id: rating for rating in scorecard.ratings.all()}
    gaps: dict[str, list[str]] = {}
    for criterion in scorecard.rubric.criteria.all():
        rating = ratings.get(criterion.pk)
        if rating is None or (rating.level is None and not rating.not_observed):
            gaps[f"ratings.{criterion.pk}"] = ["Choose a level, or “not observed”."]
        elif rating.level is not None and not rating.evidence.strip():
            gaps[f"ratings.{criterion.pk}"] = ["Say what you saw that supports this level."]
    if not scorecard.recommendation:
        gaps["recommendation"] = ["Choose a recommendation."]
    return gaps
