import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import (
    Cast,
    apply_for,
    assessment_of,
    cast,
    client_of,
    hand_in,
    invite,
    opening_of,
    operator,
    rate,
    seat,
    staff,
)
from vetting.accounts.models import Membership
from vetting.attempts.models import Attempt
from vetting.audit.models import Event
from vetting.openings.models import Application, Candidate, Opening, OpeningMember
from vetting.rubrics.models import Rubric
from vetting.runs.models import Run
from vetting.shortlists.models import Decision

pytestmark = pytest.mark.django_db

OPENINGS = "/api/v1/openings/"


@pytest.fixture
def people() -> Cast:
    return cast()


def address(people: Cast, rest: str = "") -> str:
    return f"{OPENINGS}{people.opening.pk}/{rest}"


def test_a_recruiter_opens_a_position_with_the_default_rubric(people: Cast) -> None:
    body = {"organization_id": str(people.northwind.pk), "title": "Data scientist"}
    response = client_of(people.alice).post(OPENINGS, body, format="json")
    assert response.status_code == 201
    opening = Opening.objects.get(pk=response.json()["id"])
    assert opening.rubric.slug == "working-with-people"
    assert response.json()["rubric_weight"] == 0.4
    assert response.json()["band_confidence"] == 0.9
    assert response.json()["my_role"] == "recruiter"
    assert Event.objects.get().verb == "created"


def test_an_interviewer_opens_nothing(people: Cast) -> None:
    body = {"organization_id": str(people.northwind.pk), "title": "Data scientist"}
    response = client_of(people.bob).post(OPENINGS, body, format="json")
    assert response.status_code == 403
    assert response.json()["code"] == "forbidden"
    assert Opening.objects.count() == 1


def test_without_a_loaded_rubric_the_operator_is_named(people: Cast) -> None:
    Opening.objects.all().delete()
    Rubric.objects.all().delete()
    body = {"organization_id": str(people.northwind.pk), "title": "Data scientist"}
    response = client_of(people.alice).post(OPENINGS, body, format="json")
    assert response.status_code == 409
    assert response.json()["code"] == "no_rubric"


def test_an_operator_sees_every_organization(people: Cast) -> None:
    opening_of(people.elsewhere, "Analyst")
    seen = client_of(operator()).get(OPENINGS).json()
    assert {one["organization"]["name"] for one in seen} == {"Northwind", "Elsewhere"}


def test_the_list_counts_what_has_come_in(people: Cast) -> None:
    assessment = assessment_of(people.northwind, 1, 1)
    for name, scores in (
        ("Carol", ((0.8, 0.02), (0.6, 0.02))),
        ("Dave", ((0.5, 0.02), None)),
    ):
        application = apply_for(people.opening, name)
        hand_in(application, assessment, *scores)
        rate(application, people.bob, [3] * 5)
    apply_for(people.opening, "Erin")
    (seen,) = client_of(people.alice).get(OPENINGS).json()
    assert seen["application_count"] == 3
    assert seen["handed_in_count"] == 2
    assert seen["evaluated_count"] == 1  # Dave's second item failed through our fault
    assert seen["scorecard_count"] == 2


def test_the_detail_says_who_may_do_what(people: Cast) -> None:
    helen = staff("Helen", people.northwind, Membership.Role.HIRING_MANAGER)
    seat(helen, people.opening, OpeningMember.Role.HIRING_MANAGER)
    found = {
        person.name: client_of(person).get(address(people)).json()
        for person in (people.alice, people.bob, helen)
    }
    assert {
        name: (one["my_role"], one["may_manage"], one["may_decide"]) for name, one in found.items()
    } == {
        "Alice": ("recruiter", True, True),
        "Bob": ("interviewer", False, False),
        "Helen": ("hiring_manager", False, True),
    }
    assert [one["user"]["name"] for one in found["Alice"]["team"]] == ["Helen", "Bob"]


def test_the_detail_names_the_assessments_that_were_sent_and_the_runs(people: Cast) -> None:
    assessment = assessment_of(people.northwind, 1, 1)
    assessment_of(people.northwind, title="Never sent")
    application = apply_for(people.opening, "Carol")
    invite(application, assessment)
    hand_in(application, assessment, (0.5, 0.1), None)
    found = client_of(people.alice).get(address(people)).json()
    assert [one["title"] for one in found["assessments"]] == ["Production work"]
    assert found["progress"] == {"runs_total": 2, "runs_finished": 1, "runs_failed": 1}


def test_a_recruiter_changes_what_they_name_and_nothing_else(people: Cast) -> None:
    response = client_of(people.alice).patch(
        address(people), {"rubric_weight": 0.5, "blind_names": True}, format="json"
    )
    assert response.status_code == 200
    people.opening.refresh_from_db()
    assert (people.opening.rubric_weight, people.opening.blind_names) == (0.5, True)
    assert people.opening.title == "Senior MLOps engineer"
    assert Event.objects.get().detail == {"rubric_weight": 0.5, "blind_names": True}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rubric_weight", 1.1),
        ("rubric_weight", "nan"),
        ("rubric_weight", "inf"),
        ("band_confidence", 1),
        ("band_confidence", 0.4),
        ("state", "gone"),
        ("title", ""),
        ("title", "x" * 201),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(people: Cast, field: str, value: object) -> None:
    response = client_of(people.alice).patch(address(people), {field: value}, format="json")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


def test_an_interviewer_changes_nothing(people: Cast) -> None:
    response = client_of(people.bob).patch(address(people), {"title": "Mine"}, format="json")
    assert response.status_code == 403


def test_a_candidate_is_added_once(people: Cast) -> None:
    alice = client_of(people.alice)
    body = {"name": "Carol", "email": "Carol@People.example"}
    response = alice.post(address(people, "applications/"), body, format="json")
    assert response.status_code == 201
    assert response.json()["stage"] == "added"
    assert response.json()["candidate"]["email"] == "carol@people.example"
    again = alice.post(address(people, "applications/"), body, format="json")
    assert again.status_code == 409
    assert again.json()["code"] == "already_applied"
    assert Application.objects.count() == 1


def test_a_candidate_known_from_another_opening_stays_one_person(people: Cast) -> None:
    apply_for(opening_of(people.northwind, "Analyst"), "Carol")
    body = {"name": "Caroline", "email": "carol@people.example"}
    response = client_of(people.alice).post(address(people, "applications/"), body, format="json")
    assert response.json()["candidate"]["name"] == "Carol"
    assert Candidate.objects.count() == 1


def test_the_same_address_in_two_organizations_is_two_candidates(people: Cast) -> None:
    apply_for(opening_of(people.elsewhere, "Analyst"), "Carol")
    body = {"name": "Carol", "email": "carol@people.example"}
    client_of(people.alice).post(address(people, "applications/"), body, format="json")
    assert Candidate.objects.count() == 2


def test_a_closed_opening_takes_nobody(people: Cast) -> None:
    Opening.objects.update(state=Opening.State.CLOSED)
    body = {"name": "Carol", "email": "carol@people.example"}
    response = client_of(people.alice).post(address(people, "applications/"), body, format="json")
    assert response.status_code == 409
    assert response.json()["code"] == "opening_closed"


def test_each_application_is_at_its_stage(people: Cast) -> None:
    assessment = assessment_of(people.northwind, 1, 1)
    apply_for(people.opening, "Added")
    invite(apply_for(people.opening, "Invited"), assessment)
    accepted = apply_for(people.opening, "Accepted")
    invite(accepted, assessment)
    Attempt.objects.create(application=accepted, assessment=assessment, seed=1)
    evaluated = apply_for(people.opening, "Evaluated")
    hand_in(evaluated, assessment, (0.5, 0.1), (0.7, 0.1))
    hand_in(apply_for(people.opening, "Not evaluated"), assessment, (0.5, 0.1), None)
    waiting = hand_in(apply_for(people.opening, "Handed in"), assessment, (0.5, 0.1), (0.7, 0.1))
    Run.objects.filter(workspace=waiting.workspaces.first()).update(
        state=Run.State.QUEUED, finished_at=None
    )
    seen = client_of(people.alice).get(address(people, "applications/")).json()
    assert {one["candidate"]["name"]: one["stage"] for one in seen} == {
        "Added": "added",
        "Invited": "invited",
        "Accepted": "accepted",
        "Evaluated": "evaluated",
        "Not evaluated": "not_evaluated",
        "Handed in": "handed_in",
    }


@pytest.mark.parametrize("count", [3, 12])
def test_lists_take_the_same_number_of_queries_however_long(
    people: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    assessment = assessment_of(people.northwind, 1, 1)
    for number in range(count):
        application = apply_for(people.opening, f"Person{number}")
        invite(application, assessment)
        hand_in(application, assessment, (0.5, 0.1), (0.6, 0.1))
        rate(application, people.bob, [3] * 5)
        Decision.objects.create(
            application=application,
            decided_by=people.alice,
            verdict="hold",
            reason="Later.",
            decided_at=application.created_at,
        )
        opening_of(people.northwind, f"Opening {number}")
    alice, bob = client_of(people.alice), client_of(people.bob)
    for client in (alice, bob):
        client.get("/api/v1/me/")
    with django_assert_num_queries(8):
        alice.get(OPENINGS)
    with django_assert_num_queries(14):
        alice.get(address(people, "applications/"))
    with django_assert_num_queries(15):
        alice.get(address(people, "shortlist/"))
    with django_assert_num_queries(10):
        bob.get("/api/v1/reviews/")
