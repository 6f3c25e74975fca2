"""What a reviewer's pages show, with what they may not see yet left out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from vetting.accounts.models import User
from vetting.openings.models import Application, Opening, OpeningMember
from vetting.reviews.models import Scorecard, ScorecardQuerySet, applications_owed_by
from vetting.reviews.standings import REVIEWABLE, Standing, standings


@dataclass(frozen=True, kw_only=True)
class Review:
    """An application that waits for this person's scorecard, or has it."""

    application: Application
    candidate_name: str
    standing: Standing
    scorecard: Scorecard | None


def owed_ids(*, user: User, applications: Iterable[Application]) -> set[UUID]:
    """Which of them this person is blind to: their scores are hidden until they have rated."""
    ids = [application.pk for application in applications]
    return set(applications_owed_by(user).filter(pk__in=ids).values_list("pk", flat=True))


def shown_name(application: Application, *, owed: bool) -> str:
    """Return the candidate's name, or a stand-in for raters who are to judge without it."""
    if owed and application.opening.blind_names:
        return f"Candidate {str(application.pk)[:4].upper()}"
    return application.candidate.name


def shown_email(application: Application, *, owed: bool) -> str:
    return "" if owed and application.opening.blind_names else application.candidate.email


def reviews_of(*, user: User) -> list[Review]:
    """Return what this person has to rate, or has rated: what is still owed first."""
    seats = OpeningMember.objects.filter(user=user, role__in=OpeningMember.RATERS)
    applications = list(
        Application.objects.filter(
            opening__in=Opening.objects.visible_to(user).filter(pk__in=seats.values("opening")),
            state=Application.State.ACTIVE,
        ).select_related("opening", "candidate")
    )
    mine: Mapping[UUID, Scorecard] = {
        scorecard.application_id: scorecard
        for scorecard in Scorecard.objects.filter(author=user, application__in=applications)
    }
    standing = standings(applications)
    reviews = [
        Review(
            application=application,
            candidate_name=shown_name(application, owed=not _is_handed_in(scorecard)),
            standing=standing[application.pk],
            scorecard=scorecard,
        )
        for application in applications
        for scorecard in (mine.get(application.pk),)
        if scorecard or standing[application.pk].stage in REVIEWABLE
    ]
    return sorted(reviews, key=lambda review: _is_handed_in(review.scorecard))


def with_ratings(scorecards: ScorecardQuerySet) -> ScorecardQuerySet:
    return scorecards.select_related("author").prefetch_related("ratings__criterion")


def _is_handed_in(scorecard: Scorecard | None) -> bool:
    return scorecard is not None and scorecard.state == Scorecard.State.HANDED_IN
