"""Nobody gets in who does not belong: every address of the API, from the URL conf itself.

A new endpoint without a line in `CASES` fails the first test.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cast import client_of
from tests.endpoints import World, endpoints, make_world
from vetting.assessments.models import Assessment
from vetting.attempts.models import Invitation, WorkspaceFile
from vetting.openings.models import Application
from vetting.reviews.models import Scorecard
from vetting.runs.models import Run
from vetting.shortlists.models import Decision

pytestmark = pytest.mark.django_db

# For people who are not signed in yet; their own tests say what a stranger meets there.
OPEN = {
    "instance/",
    "me/",
    "sign-in/",
    "sign-out/",
    "invitations/look-up/",
    "invitations/accept/",
}


Body = Callable[[World], dict[str, Any]]


def nothing(world: World) -> dict[str, Any]:
    return {}


def in_northwind(world: World) -> dict[str, Any]:
    version = world.assessment.items.get().challenge_version
    return {
        "organization_id": str(world.cast.northwind.pk),
        "title": "Mine now",
        "items": [{"challenge_version_id": str(version.pk)}],
    }


# (method, route) → a body that would be right, and what another organization's recruiter meets:
# 404 where an object is named, or 200 with nothing of ours in it.
CASES: dict[tuple[str, str], tuple[Body, int]] = {
    ("get", "challenges/"): (nothing, 200),
    ("get", "assessments/"): (nothing, 200),
    ("post", "assessments/"): (in_northwind, 404),
    ("post", "assessments/<uuid:assessment_id>/publish/"): (nothing, 404),
    ("get", "organizations/<uuid:organization_id>/role-profiles/"): (nothing, 404),
    ("put", "organizations/<uuid:organization_id>/role-profiles/<slug:role>/"): (
        lambda _: {
            "title": "Mine now",
            "base_version": 0,
            "challenge_weights": {},
            "criterion_weights": {},
        },
        404,
    ),
    ("get", "openings/<uuid:opening_id>/role-profile/"): (nothing, 404),
    ("put", "openings/<uuid:opening_id>/role-profile/"): (
        lambda _: {"role_profile_id": None},
        404,
    ),
    ("get", "openings/"): (nothing, 200),
    ("post", "openings/"): (in_northwind, 404),
    ("get", "openings/<uuid:opening_id>/"): (nothing, 404),
    ("patch", "openings/<uuid:opening_id>/"): (lambda _: {"title": "Mine now"}, 404),
    ("get", "openings/<uuid:opening_id>/colleagues/"): (nothing, 404),
    ("put", "openings/<uuid:opening_id>/team/<uuid:user_id>/"): (
        lambda _: {"role": "hiring_manager"},
        404,
    ),
    ("delete", "openings/<uuid:opening_id>/team/<uuid:user_id>/"): (nothing, 404),
    ("get", "openings/<uuid:opening_id>/applications/"): (nothing, 404),
    ("post", "openings/<uuid:opening_id>/applications/"): (
        lambda _: {"name": "Eve", "email": "eve@people.example"},
        404,
    ),
    ("get", "openings/<uuid:opening_id>/shortlist/"): (nothing, 404),
    ("get", "openings/<uuid:opening_id>/shortlist.csv"): (nothing, 404),
    ("get", "applications/<uuid:application_id>/"): (nothing, 404),
    ("post", "applications/<uuid:application_id>/decide/"): (
        lambda _: {"verdict": "reject", "reason": "Because."},
        404,
    ),
    ("post", "applications/<uuid:application_id>/invite/"): (
        lambda world: {"assessment_id": str(world.assessment.pk)},
        404,
    ),
    ("post", "invitations/<uuid:invitation_id>/revoke/"): (nothing, 404),
    ("get", "reviews/"): (nothing, 200),
    ("get", "applications/<uuid:application_id>/my-scorecard/"): (nothing, 404),
    ("put", "applications/<uuid:application_id>/my-scorecard/"): (
        lambda _: {"ratings": [], "revision": 0},
        404,
    ),
    ("post", "applications/<uuid:application_id>/my-scorecard/hand-in/"): (nothing, 404),
}
# The candidate's own pages: their own tests say what candidate and staff meet there.
CANDIDATE_CASES: dict[tuple[str, str], tuple[Body, int]] = {
    ("get", "attempts/<uuid:attempt_id>/"): (nothing, 404),
    ("post", "attempts/<uuid:attempt_id>/start/"): (nothing, 404),
    ("post", "attempts/<uuid:attempt_id>/hand-in/"): (nothing, 404),
    ("get", "attempts/<uuid:attempt_id>/report/"): (nothing, 404),
    ("get", "workspaces/<uuid:workspace_id>/"): (nothing, 404),
    ("get", "workspaces/<uuid:workspace_id>/files/<path:path>"): (nothing, 404),
    ("put", "workspaces/<uuid:workspace_id>/files/<path:path>"): (
        lambda _: {"text": "print()", "base_revision": None},
        404,
    ),
    ("delete", "workspaces/<uuid:workspace_id>/files/<path:path>"): (nothing, 404),
    ("post", "workspaces/<uuid:workspace_id>/files/move/"): (
        lambda _: {"from": "answer.py", "to": "mine.py"},
        404,
    ),
    ("post", "workspaces/<uuid:workspace_id>/files/restore/"): (
        lambda _: {"path": "answer.py"},
        404,
    ),
    ("get", "workspaces/<uuid:workspace_id>/archive/"): (nothing, 404),
    ("post", "workspaces/<uuid:workspace_id>/archive/"): (nothing, 404),
    ("get", "workspaces/<uuid:workspace_id>/data/<path:path>"): (nothing, 404),
    ("get", "workspaces/<uuid:workspace_id>/runs/"): (nothing, 404),
    ("post", "workspaces/<uuid:workspace_id>/runs/"): (nothing, 404),
    ("get", "runs/<uuid:run_id>/"): (nothing, 404),
    ("get", "submissions/<uuid:submission_id>/"): (nothing, 404),
    ("get", "submissions/<uuid:submission_id>/files/<path:path>"): (nothing, 404),
}
ALL_CASES = CASES | CANDIDATE_CASES
OURS = ("Northwind", "Senior MLOps engineer", "Carol", "Production work", "Bob", "Alice")


@pytest.fixture
def world() -> World:
    return make_world()


def rows() -> tuple[int, ...]:
    models = (Application, Assessment, Decision, Invitation, Run, Scorecard, WorkspaceFile)
    return tuple(model.objects.count() for model in models)


def test_every_endpoint_has_a_case() -> None:
    assert {one for one in endpoints() if one[1] not in OPEN} == set(ALL_CASES)


@pytest.mark.parametrize(("method", "route"), sorted(ALL_CASES))
def test_mallory_of_another_organization_gets_nothing(
    world: World, method: str, route: str
) -> None:
    body, expected = ALL_CASES[method, route]
    before = rows()
    response = client_of(world.cast.mallory).generic(
        method.upper(),
        world.address(route),
        json.dumps(body(world)),
        content_type="application/json",
        headers={"Idempotency-Key": "stranger"},
    )
    assert response.status_code == expected
    assert not [word for word in OURS if word in response.content.decode()]
    assert rows() == before


@pytest.mark.parametrize(("method", "route"), sorted(ALL_CASES))
def test_who_is_not_signed_in_is_asked_to(world: World, method: str, route: str) -> None:
    body, _ = ALL_CASES[method, route]
    before = rows()
    response = client_of().generic(
        method.upper(),
        world.address(route),
        json.dumps(body(world)),
        content_type="application/json",
        headers={"Idempotency-Key": "stranger"},
    )
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert rows() == before


@pytest.mark.parametrize(("method", "route"), sorted(CASES))
def test_a_candidate_is_kept_out_of_the_staff_pages(world: World, method: str, route: str) -> None:
    body, _ = CASES[method, route]
    candidate = world.application.candidate.user
    assert candidate is not None
    response = client_of(candidate).generic(
        method.upper(),
        world.address(route),
        json.dumps(body(world)),
        content_type="application/json",
        headers={"Idempotency-Key": "stranger"},
    )
    assert response.status_code == 403
    assert not [word for word in OURS if word in response.content.decode()]


def test_who_left_the_organization_loses_their_seat_in_the_team(world: World) -> None:
    bob = client_of(world.cast.bob)
    address = world.address("openings/<uuid:opening_id>/")
    assert bob.get(address).status_code == 200
    world.cast.bob.memberships.all().delete()
    # Bob keeps another employer, so he is still staff, but no longer Northwind's.
    world.cast.bob.memberships.create(organization=world.cast.elsewhere, role="interviewer")
    assert bob.get(address).status_code == 404


def test_a_deactivated_person_is_signed_out_at_once(world: World) -> None:
    alice = client_of(world.cast.alice)
    assert alice.get("/api/v1/openings/").status_code == 200
    world.cast.alice.is_active = False
    world.cast.alice.save()
    assert alice.get("/api/v1/openings/").status_code == 401


def test_an_interviewer_sees_only_the_openings_they_were_put_on(world: World) -> None:
    from_alice = {"title": "Another", "organization_id": str(world.cast.northwind.pk)}
    client_of(world.cast.alice).post("/api/v1/openings/", from_alice, format="json")
    seen = client_of(world.cast.bob).get("/api/v1/openings/").json()
    assert [opening["title"] for opening in seen] == ["Senior MLOps engineer"]
