"""A challenge that takes a moment, and people who sit it."""

from functools import cache
from pathlib import Path

from django.db import transaction

from challenges.catalog import Pack, load_pack
from tests.cast import NOW, Cast, apply_for
from vetting.accounts.models import User
from vetting.assessments.models import Assessment, Challenge, ChallengeVersion, Item
from vetting.attempts.models import Attempt, Workspace
from vetting.attempts.services import invitations, sittings, workspaces
from vetting.runs.models import Run
from vetting.runs.services import acceptance

MINUTES = 30
DATA = {"example.csv": b"1\n2\n"}


@cache
def toy_pack() -> Pack:
    return load_pack(Path(__file__).parent / "sum-up")


def toy_version() -> ChallengeVersion:
    pack = toy_pack()
    challenge, _ = Challenge.objects.get_or_create(slug=pack.slug)
    version, _ = ChallengeVersion.objects.get_or_create(
        challenge=challenge,
        version=pack.version,
        defaults={
            "digest": pack.digest,
            "title": pack.manifest.title,
            "summary": pack.manifest.summary,
            "minutes": pack.manifest.minutes,
            "difficulty": pack.manifest.difficulty,
            "brief": pack.brief,
            "manifest": pack.manifest.model_dump(mode="json"),
            "archive": pack.pack_bytes(),
            "published_at": NOW,
        },
    )
    return version


def toy_assessment(people: Cast, *, items: int = 1, title: str = "Sums") -> Assessment:
    assessment = Assessment.objects.create(
        organization=people.northwind,
        title=title,
        minutes=MINUTES,
        state=Assessment.State.PUBLISHED,
        created_at=NOW,
    )
    for position in range(1, items + 1):
        Item.objects.create(
            assessment=assessment, position=position, challenge_version=toy_version()
        )
    return assessment


def invited(people: Cast, name: str = "Carol", *, items: int = 1) -> invitations.Invited:
    existing = Assessment.objects.filter(organization=people.northwind, title="Sums").first()
    return invitations.invite(
        application=apply_for(people.opening, name),
        assessment=existing or toy_assessment(people, items=items),
        by=people.alice,
        at=NOW,
    )


def accepted(people: Cast, name: str = "Carol", *, items: int = 1) -> tuple[Attempt, User]:
    return invitations.accept(token=invited(people, name, items=items).token, at=NOW)


def started(people: Cast, name: str = "Carol", *, items: int = 1) -> tuple[Attempt, User]:
    """Somebody who works: their data is there, and the clock runs."""
    # At once, so that no dispatcher that runs beside the test has the data prepared.
    with transaction.atomic():
        attempt, user = accepted(people, name, items=items)
        for workspace in attempt.workspaces.all():
            workspaces.receive_data(workspace_id=workspace.pk, files=DATA)
        return sittings.start(attempt=attempt, by=user, at=NOW), user


def workspace_of(attempt: Attempt) -> Workspace:
    workspace = attempt.workspaces.select_related("item").first()
    assert workspace is not None
    return workspace


def write(workspace: Workspace, **files: str) -> None:
    """Replace the workspace's files: `add="…"` is add.py."""
    workspaces.replace_files(
        workspace=workspace,
        files={f"{name}.py": text.encode() for name, text in files.items()},
        at=NOW,
    )


def visible_run(attempt: Attempt, key: str = "first") -> Run:
    return acceptance.request_visible_run(workspace=workspace_of(attempt), idempotency_key=key)


def scored_run(attempt: Attempt, user: User) -> Run:
    acceptance.hand_in(attempt=attempt, by=user)
    return Run.objects.get(kind=Run.Kind.SCORED, workspace=workspace_of(attempt))
