"""How far openings and their applications have come. Each answer takes a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vetting.accounts.models import Membership, User
from vetting.assessments.models import Assessment
from vetting.attempts.models import Attempt, AttemptQuerySet, Invitation, Workspace
from vetting.openings.models import (
    Application,
    ApplicationQuerySet,
    Opening,
    OpeningMember,
    OpeningQuerySet,
)
from vetting.reviews.models import Scorecard
from vetting.reviews.selectors import owed_ids, shown_email, shown_name
from vetting.reviews.standings import Standing, standings
from vetting.runs.models import Run
from vetting.shortlists.models import Decision


@dataclass(frozen=True, kw_only=True)
class OpeningProgress:
    opening: Opening
    application_count: int
    handed_in_count: int
    evaluated_count: int
    scorecard_count: int


@dataclass(frozen=True, kw_only=True)
class RunProgress:
    runs_total: int
    runs_finished: int
    runs_failed: int


@dataclass(frozen=True, kw_only=True)
class OpeningPage(OpeningProgress):
    """One opening, with what the caller is and may do there."""

    assessments: Sequence[Assessment]
    team: Sequence[OpeningMember]
    my_role: str
    may_manage: bool
    may_decide: bool
    progress: RunProgress


@dataclass(frozen=True, kw_only=True)
class ApplicationProgress:
    application: Application
    candidate_name: str
    candidate_email: str
    standing: Standing
    scorecards_handed_in: int
    scorecards_expected: int
    decision: Decision | None


def openings_with_progress(openings: OpeningQuerySet) -> list[OpeningProgress]:
    found = list(openings.select_related("organization"))
    applications = _count(Application.objects.all(), "opening", found)
    attempts = Attempt.objects.filter(state=Attempt.State.HANDED_IN)
    scored = Run.objects.filter(
        workspace=OuterRef("pk"), kind=Run.Kind.SCORED, result__score__isnull=False
    )
    unscored = Workspace.objects.filter(~Exists(scored), attempt=OuterRef("pk"))
    handed_in = _count(_applications_of(attempts), "opening", found)
    evaluated = _count(_applications_of(attempts.filter(~Exists(unscored))), "opening", found)
    scorecards = _count(
        Scorecard.objects.filter(state=Scorecard.State.HANDED_IN), "application__opening", found
    )
    return [
        OpeningProgress(
            opening=opening,
            application_count=applications.get(opening.pk, 0),
            handed_in_count=handed_in.get(opening.pk, 0),
            evaluated_count=evaluated.get(opening.pk, 0),
            scorecard_count=scorecards.get(opening.pk, 0),
        )
        for opening in found
    ]


def opening_page(*, opening: Opening, user: User) -> OpeningPage:
    itself = Opening.objects.filter(pk=opening.pk)
    (counts,) = openings_with_progress(itself)
    return OpeningPage(
        **vars(counts),
        assessments=assessments_of(opening),
        team=list(opening.team.select_related("user")),
        my_role=role_of(user=user, opening=opening),
        may_manage=itself.managed_by(user).exists(),
        may_decide=itself.decided_by(user).exists(),
        progress=run_progress(opening),
    )


def run_progress(opening: Opening) -> RunProgress:
    counts = Run.objects.filter(
        kind=Run.Kind.SCORED, workspace__attempt__application__opening=opening
    ).aggregate(
        runs_total=Count("pk"),
        runs_finished=Count("pk", filter=Q(state=Run.State.FINISHED)),
        runs_failed=Count("pk", filter=Q(state=Run.State.FAILED)),
    )
    return RunProgress(**counts)


def assessments_of(opening: Opening) -> list[Assessment]:
    """Return those that candidates of this opening were invited to."""
    invited = Invitation.objects.filter(application__opening=opening).values("assessment")
    return list(Assessment.objects.filter(pk__in=invited))


def role_of(*, user: User, opening: Opening) -> str:
    """Return the caller's seat on the team, or else what lets them see the opening."""
    seat = OpeningMember.objects.filter(opening=opening, user=user).first()
    if seat is not None:
        return seat.role
    return "operator" if user.is_operator else Membership.Role.RECRUITER


def applications_with_progress(
    *, opening: Opening, user: User, only: UUID | None = None
) -> list[ApplicationProgress]:
    """Return the opening's applications, or `only` the one with this id."""
    rows = Application.objects.filter(opening=opening)
    if only is not None:
        rows = rows.filter(pk=only)
    applications = list(rows.select_related("candidate", "opening"))
    owed = owed_ids(user=user, applications=applications)
    standing = standings(applications)
    decisions = latest_decisions(applications)
    handed_in = dict(
        Scorecard.objects.filter(application__in=applications, state=Scorecard.State.HANDED_IN)
        .order_by()
        .values_list("application")
        .annotate(Count("pk"))
    )
    expected = raters_of(opening)
    return [
        ApplicationProgress(
            application=application,
            candidate_name=shown_name(application, owed=application.pk in owed),
            candidate_email=shown_email(application, owed=application.pk in owed),
            standing=standing[application.pk],
            scorecards_handed_in=handed_in.get(application.pk, 0),
            scorecards_expected=expected,
            decision=None if application.pk in owed else decisions.get(application.pk),
        )
        for application in applications
    ]


def raters_of(opening: Opening) -> int:
    """Return how many scorecards each application of this opening should get."""
    return OpeningMember.objects.filter(opening=opening, role__in=OpeningMember.RATERS).count()


def latest_decisions(applications: Iterable[Application]) -> Mapping[UUID, Decision]:
    return {
        decision.application_id: decision
        for decision in Decision.objects.filter(application__in=applications)
        .select_related("decided_by")
        .order_by("decided_at")
    }


def _applications_of(attempts: AttemptQuerySet) -> ApplicationQuerySet:
    return Application.objects.filter(pk__in=attempts.values("application"))


def _count(rows: QuerySet[Any], path: str, openings: Sequence[Opening]) -> dict[UUID, int]:
    """Count rows for each opening, which they reach by `path`."""
    return dict(
        rows.filter(**{f"{path}__in": openings}).order_by().values_list(path).annotate(Count("pk"))
    )
