"""The demo loads once, whole or not at all, and the same every time."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django.fixtures import Settings

from challenges.catalog import library
from tests.cast import NOW, client_of, default_rubric
from vetting.accounts.models import Organization, User
from vetting.assessments.services import publish_challenge
from vetting.attempts.models import Attempt, Submission, Workspace
from vetting.config.env import Environment, Mode
from vetting.demo import cast
from vetting.demo import services as demo
from vetting.demo.errors import DemoRefusedError
from vetting.openings.models import Application, Opening
from vetting.reviews.models import Scorecard
from vetting.runs.models import Run

pytestmark = [pytest.mark.django_db]

PACKS = {pack.slug: pack for pack in library() if pack.slug in demo.CHALLENGES}


@pytest.fixture(autouse=True)
def published() -> None:
    default_rubric()
    for pack in PACKS.values():
        publish_challenge(pack=pack, at=NOW)


@pytest.fixture
def in_mode(settings: Settings) -> Callable[[Mode], None]:
    def change(mode: Mode) -> None:
        changed: Environment = settings.ENVIRONMENT.model_copy(update={"mode": mode})
        settings.ENVIRONMENT = changed

    return change


def test_everybody_is_there_and_their_work_waits_to_be_run() -> None:
    assert demo.load_demo(at=NOW) is not None
    opening = Opening.objects.get()
    assert opening.title == "Senior MLOps engineer"
    assert Application.objects.count() == 9
    handed_in = Attempt.objects.filter(state=Attempt.State.HANDED_IN)
    assert handed_in.count() == 8
    assert Run.objects.filter(kind=Run.Kind.SCORED, state=Run.State.QUEUED).count() == 16
    assert Scorecard.objects.filter(state=Scorecard.State.HANDED_IN).count() == 13


def test_what_is_handed_in_is_what_the_pack_holds() -> None:
    demo.load_demo(at=NOW)
    for person in cast.CANDIDATES:
        for slug, name in zip(demo.CHALLENGES, person.hands_in, strict=True):
            submission = Submission.objects.get(
                workspace__attempt__application__candidate__email=person.email,
                workspace__item__challenge_version__challenge__slug=slug,
            )
            pack = PACKS[slug]
            expected = pack.reference if name == demo.REFERENCE else pack.mutant(name)
            assert {one["path"] for one in submission.manifest} == set(expected)


def test_each_candidate_hands_in_something_that_exists_and_differs_from_the_starter() -> None:
    for person in cast.CANDIDATES:
        for slug, name in zip(demo.CHALLENGES, person.hands_in, strict=True):
            mutants = {mutant.name for mutant in PACKS[slug].manifest.calibration.mutants}
            assert name in mutants | {demo.REFERENCE}


def test_names_are_not_those_of_people_in_a_brief() -> None:
    people = [*cast.COLLEAGUES, *cast.CANDIDATES]
    briefs = "".join(pack.brief for pack in PACKS.values())
    assert [one.name for one in people if one.name in briefs] == []


def test_every_colleague_can_sign_in() -> None:
    demo.load_demo(at=NOW)
    for account in cast.demo_accounts():
        body = {name: account[name] for name in ("email", "password")}
        answer = client_of().post("/api/v1/sign-in/", body, format="json")
        assert answer.json()["user"]["name"] == account["name"]


def test_a_second_load_changes_nothing() -> None:
    assert demo.load_demo(at=NOW) is not None
    before = (Application.objects.count(), Run.objects.count(), User.objects.count())
    assert demo.load_demo(at=NOW) is None
    assert (Application.objects.count(), Run.objects.count(), User.objects.count()) == before


def test_it_loads_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: Any) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as broken:
        broken.setattr(demo, "hand_in_scorecard", fail)
        with pytest.raises(OSError, match="power"):
            demo.load_demo(at=NOW)
    assert not Organization.objects.exists()
    assert not Run.objects.exists()
    assert demo.load_demo(at=NOW) is not None


def test_seeds_are_the_same_in_every_load_and_nobody_shares_one() -> None:
    first, second = seeds_of_a_load(), seeds_of_a_load()
    assert first == second
    assert len(first) == len(set(first.values())) == 16


def seeds_of_a_load() -> dict[tuple[str, int], int]:
    """Load, look, and undo."""
    workspaces = Workspace.objects.select_related("attempt__application__candidate", "item")
    with transaction.atomic():
        demo.load_demo(at=NOW)
        seeds = {
            (one.attempt.application.candidate.email, one.item.position): one.seed
            for one in workspaces
        }
        transaction.set_rollback(True)
    return seeds


def test_it_refuses_where_strangers_may_come(in_mode: Callable[[Mode], None]) -> None:
    in_mode(Mode.SERVER)
    with pytest.raises(DemoRefusedError, match="everybody knows"):
        demo.load_demo(at=NOW)
    assert not User.objects.exists()
    with pytest.raises(CommandError, match="everybody knows"):
        call_command("load_demo")


def test_the_command_tells_the_logins_and_one_invitation(
    settings: Settings, tmp_path: Path
) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"home": tmp_path})
    call_command("load_demo")
    told = json.loads((tmp_path / "demo.json").read_text())
    assert [one["email"] for one in told["logins"]] == [one.email for one in cast.COLLEAGUES]
    token = told["invitation_url"].split("#")[1]
    answer = client_of().post("/api/v1/invitations/look-up/", {"token": token}, format="json")
    assert (answer.json()["state"], answer.json()["candidate_name"]) == ("open", "Robin Visitor")
