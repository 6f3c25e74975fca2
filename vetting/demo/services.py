"""Load the demo through the same services that people's clicks call; its runs are real.

All or nothing, so that a killed load can simply be repeated.
"""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from challenges.catalog import Pack
from vetting.accounts.models import Membership, Organization, User
from vetting.accounts.services import create_staff_user
from vetting.assessments.models import Assessment, ChallengeVersion
from vetting.assessments.packs import pack_of
from vetting.assessments.services import ItemDraft, create_assessment, publish_assessment
from vetting.attempts.models import Attempt
from vetting.attempts.services import invitations, sittings
from vetting.attempts.services.workspaces import replace_files
from vetting.demo import cast
from vetting.demo.errors import DemoRefusedError
from vetting.openings.models import Application, Opening, OpeningMember
from vetting.openings.services import add_application, create_opening, seat_member
from vetting.reviews.models import Scorecard
from vetting.reviews.services import RatingDraft, hand_in_scorecard, save_scorecard
from vetting.runs.services.acceptance import hand_in

EMBEDDED = "embedded"
CHALLENGES = ("drift-monitor", "churn-campaign")
REFERENCE = "reference"


@transaction.atomic
def load_demo(*, at: datetime) -> str | None:
    """Returns the visitor's invitation, or None where the demo is there already.

    Raises DemoRefusedError outside the embedded mode.
    """
    if settings.ENVIRONMENT.mode != EMBEDDED:
        raise DemoRefusedError("The demo is for the embedded mode: everybody knows its password.")
    organization, created = Organization.objects.get_or_create(
        slug="demo", defaults={"name": cast.ORGANIZATION}
    )
    if not created:
        return None
    people = {one: _employ(one, organization=organization) for one in cast.COLLEAGUES}
    recruiter = people[cast.RECRUITER]
    opening = _open(organization=organization, people=people, at=at)
    assessment = _design(organization=organization, by=recruiter, at=at)
    for person in cast.CANDIDATES:
        application = _consider(opening, name=person.name, email=person.email, at=at, by=recruiter)
        _sit(person, application=application, assessment=assessment, by=recruiter, at=at)
        for colleague, notes in (
            (cast.HIRING_MANAGER, person.henrik),
            (cast.INTERVIEWER, person.clara),
        ):
            if notes:
                _rate(notes, application=application, author=people[colleague], at=at)
    name, email = cast.VISITOR
    visitor = _consider(opening, name=name, email=email, at=at, by=recruiter)
    return invitations.invite(application=visitor, assessment=assessment, by=recruiter, at=at).url


def _employ(one: cast.Colleague, *, organization: Organization) -> User:
    return create_staff_user(
        email=one.email,
        name=one.name,
        password=cast.PASSWORD,
        organization=organization,
        roles=(Membership.Role(one.role),),
    )


def _open(
    *, organization: Organization, people: dict[cast.Colleague, User], at: datetime
) -> Opening:
    recruiter = people[cast.RECRUITER]
    opening = create_opening(
        organization=organization,
        title=cast.OPENING,
        requisition_id=cast.REQUISITION_ID,
        by=recruiter,
        at=at,
    )
    for one, user in people.items():
        role = OpeningMember.Role(one.role)
        seat_member(opening=opening, user=user, role=role, by=recruiter, at=at)
    return opening


def _design(*, organization: Organization, by: User, at: datetime) -> Assessment:
    versions = [
        ChallengeVersion.objects.filter(challenge__slug=slug).latest("published_at")
        for slug in CHALLENGES
    ]
    draft = create_assessment(
        organization=organization,
        title=cast.ASSESSMENT,
        ai_policy=cast.AI_POLICY,
        items=[ItemDraft(challenge_version=version, weight=1.0) for version in versions],
        by=by,
        at=at,
    )
    return publish_assessment(assessment=draft, by=by, at=at)


def _consider(opening: Opening, *, name: str, email: str, by: User, at: datetime) -> Application:
    return add_application(opening=opening, name=name, email=email, by=by, at=at)


def _sit(
    person: cast.DemoCandidate,
    *,
    application: Application,
    assessment: Assessment,
    by: User,
    at: datetime,
) -> None:
    """From the invitation to the hand-in, as a candidate would."""
    invited = invitations.invite(application=application, assessment=assessment, by=by, at=at)
    attempt, user = invitations.accept(token=invited.token, at=at)
    _give_seed(attempt, seed=cast.CANDIDATES.index(person))
    sittings.start(attempt=attempt, by=user, at=at)
    workspaces = attempt.workspaces.select_related("item").order_by("item__position")
    for workspace, name in zip(workspaces, person.hands_in, strict=True):
        files = _submission(pack_of(workspace.item.challenge_version_id), name)
        replace_files(workspace=workspace, files=files, at=at)
    hand_in(attempt=attempt, by=user)


def _submission(pack: Pack, name: str) -> Mapping[str, bytes]:
    return pack.reference if name == REFERENCE else pack.mutant(name)


def _give_seed(attempt: Attempt, *, seed: int) -> None:
    """Every load of the demo ends in the same shortlist; other attempts draw their seed."""
    Attempt.objects.filter(pk=attempt.pk).update(seed=seed)
    for workspace in attempt.workspaces.select_related("item"):
        workspace.seed = sittings.item_seed(seed, workspace.item.position)
        workspace.save(update_fields=["seed"])


def _rate(notes: cast.Notes, *, application: Application, author: User, at: datetime) -> None:
    by_competency = dict(zip(cast.COMPETENCIES, notes.ratings, strict=True))
    drafts = []
    for criterion in application.opening.rubric.criteria.select_related("competency"):
        level, evidence = by_competency[criterion.competency.slug]
        drafts.append(
            RatingDraft(
                criterion_id=criterion.pk,
                level=level,
                not_observed=level is None,
                evidence=evidence,
            )
        )
    save_scorecard(
        application=application,
        author=author,
        ratings=drafts,
        recommendation=Scorecard.Recommendation(notes.recommendation),
        summary=notes.summary,
        revision=0,
    )
    hand_in_scorecard(application=application, author=author, at=at)
