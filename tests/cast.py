"""Three named people, and builders for what surrounds them.

Alice recruits for Northwind. Bob interviews for Northwind's opening. Mallory recruits for another
organization and must never get in.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rest_framework.test import APIClient

from vetting.accounts.models import Membership, Organization, User
from vetting.accounts.services import create_candidate_user, create_staff_user
from vetting.assessments.models import Assessment, Challenge, ChallengeVersion, Item
from vetting.attempts.models import Attempt, Invitation, Submission, Workspace
from vetting.openings.models import Application, Candidate, Opening, OpeningMember
from vetting.reviews.models import Rating, Scorecard
from vetting.rubrics.built_in import DEFAULT_SLUG, VERSIONS, read_built_in
from vetting.rubrics.models import Rubric
from vetting.rubrics.services import load_rubric
from vetting.runs.models import PLATFORM_ERROR, CheckResult, Result, Run

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "a long enough pass phrase"


@dataclass(frozen=True)
class Cast:
    northwind: Organization
    alice: User
    bob: User
    opening: Opening
    elsewhere: Organization
    mallory: User


def cast() -> Cast:
    northwind = Organization.objects.create(name="Northwind", slug="northwind")
    elsewhere = Organization.objects.create(name="Elsewhere", slug="elsewhere")
    alice = staff("Alice", northwind, Membership.Role.RECRUITER)
    bob = staff("Bob", northwind, Membership.Role.INTERVIEWER)
    opening = opening_of(northwind, "Senior MLOps engineer")
    seat(bob, opening)
    return Cast(
        northwind=northwind,
        alice=alice,
        bob=bob,
        opening=opening,
        elsewhere=elsewhere,
        mallory=staff("Mallory", elsewhere, Membership.Role.RECRUITER),
    )


def staff(name: str, organization: Organization, *roles: Membership.Role) -> User:
    return create_staff_user(
        email=f"{name.lower()}@{organization.slug}.example",
        name=name,
        password=PASSWORD,
        organization=organization,
        roles=roles,
    )


def operator() -> User:
    return User.objects.create_superuser("olga@vetting.example", PASSWORD, name="Olga")


def client_of(user: User | None = None) -> APIClient:
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


def default_rubric() -> Rubric:
    return load_rubric(
        slug=DEFAULT_SLUG, version=VERSIONS[DEFAULT_SLUG], text=read_built_in(DEFAULT_SLUG), at=NOW
    )


def opening_of(organization: Organization, title: str) -> Opening:
    return Opening.objects.create(
        organization=organization, title=title, rubric=default_rubric(), created_at=NOW
    )


def seat(
    user: User, opening: Opening, role: OpeningMember.Role = OpeningMember.Role.INTERVIEWER
) -> OpeningMember:
    return OpeningMember.objects.create(opening=opening, user=user, role=role)


def apply_for(opening: Opening, name: str) -> Application:
    candidate = Candidate.objects.create(
        organization=opening.organization, name=name, email=f"{name.lower()}@people.example"
    )
    return Application.objects.create(opening=opening, candidate=candidate, created_at=NOW)


def challenge_version(slug: str = "churn-campaign") -> ChallengeVersion:
    """A published challenge without a pack behind it, for what never grades."""
    challenge, _ = Challenge.objects.get_or_create(slug=slug)
    return ChallengeVersion.objects.create(
        challenge=challenge,
        version=f"1.0.{challenge.versions.count()}",
        digest=f"sha256:{uuid.uuid4().hex}",
        title=slug.replace("-", " ").title(),
        summary="What it asks in one line.",
        minutes=60,
        difficulty="medium",
        brief="# The situation\n\nA *brief* with `net_profit`.",
        manifest={
            "roles": ["data-scientist"],
            "checks": [
                {
                    "name": "net_profit",
                    "title": "Net profit",
                    "competency": "business-alignment",
                    "unit": "EUR",
                    "weight": 1.0,
                    "must_not": True,
                    "floor": "measured",
                    "ceiling": "measured",
                }
            ],
        },
        archive=b"",
        published_at=NOW,
    )


def assessment_of(
    organization: Organization, *weights: float, title: str = "Production work"
) -> Assessment:
    """A published assessment with an item for each weight (one, if none is given)."""
    assessment = Assessment.objects.create(
        organization=organization,
        title=title,
        minutes=120,
        state=Assessment.State.PUBLISHED,
        created_at=NOW,
    )
    for position, weight in enumerate(weights or (1.0,), start=1):
        Item.objects.create(
            assessment=assessment,
            position=position,
            challenge_version=challenge_version(f"challenge-{position}"),
            weight=weight,
        )
    return assessment


def invite(application: Application, assessment: Assessment) -> Invitation:
    return Invitation.objects.create(
        application=application,
        assessment=assessment,
        token_hash=uuid.uuid4().hex,
        expires_at=NOW + timedelta(days=14),
    )


def hand_in(
    application: Application, assessment: Assessment, *scores: tuple[float, float] | None
) -> Attempt:
    """An attempt whose items scored (score, standard error); None: a fault of ours."""
    application.candidate.user = create_candidate_user(name=application.candidate.name)
    application.candidate.save(update_fields=["user"])
    attempt = Attempt.objects.create(
        application=application,
        assessment=assessment,
        state=Attempt.State.HANDED_IN,
        seed=7,
        started_at=NOW,
        deadline_at=NOW + timedelta(hours=2),
        handed_in_at=NOW + timedelta(hours=1),
        handed_in_by=Attempt.HandedInBy.CANDIDATE,
    )
    for item, score in zip(assessment.items.all(), scores, strict=True):
        finish(scored_run(attempt, item), score)
    return attempt


def scored_run(attempt: Attempt, item: Item) -> Run:
    workspace = Workspace.objects.create(attempt=attempt, item=item, seed=attempt.seed)
    submission = Submission.objects.create(
        workspace=workspace,
        manifest=[],
        sha256="0" * 64,
        size=0,
        accepted_at=NOW,
        idempotency_key="hand-in",
    )
    return Run.objects.create(
        workspace=workspace,
        submission=submission,
        kind=Run.Kind.SCORED,
        challenge_version=item.challenge_version,
        seed=workspace.seed,
        priority=2,
        idempotency_key="hand-in",
    )


def finish(run: Run, score: tuple[float, float] | None) -> Result:
    state = Run.State.FAILED if score is None else Run.State.FINISHED
    Run.objects.filter(pk=run.pk).update(state=state, finished_at=NOW)
    if score is None:
        return Result.objects.create(run=run, outcome=PLATFORM_ERROR, message="Our fault.")
    value, error = score
    result = Result.objects.create(
        run=run,
        outcome="completed",
        score=value,
        score_error=error,
        competencies={"business-alignment": value},
    )
    CheckResult.objects.create(
        result=result,
        position=0,
        name="net_profit",
        title="Net profit",
        competency="business-alignment",
        unit="EUR",
        weight=1,
        must_not=True,
        value=41230.0,
        floor=0.0,
        ceiling=50000.0,
        score=value,
        score_error=error,
        evidence="1,204 customers were called.",
    )
    return result


def rate(
    application: Application,
    author: User,
    levels: Sequence[int | None],
    *,
    state: Scorecard.State = Scorecard.State.HANDED_IN,
) -> Scorecard:
    """A scorecard with these levels on the rubric's criteria in order; None: not observed."""
    handed_in = state == Scorecard.State.HANDED_IN
    scorecard = Scorecard.objects.create(
        application=application,
        author=author,
        rubric=application.opening.rubric,
        state=state,
        recommendation=Scorecard.Recommendation.YES if handed_in else "",
        handed_in_at=NOW if handed_in else None,
    )
    Rating.objects.bulk_create(
        Rating(
            scorecard=scorecard,
            criterion=criterion,
            level=level,
            not_observed=level is None,
            evidence="In the interview." if level else "",
        )
        for criterion, level in zip(scorecard.rubric.criteria.all(), levels, strict=True)
    )
    return scorecard
