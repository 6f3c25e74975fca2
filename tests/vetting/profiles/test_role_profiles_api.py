from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, apply_for, assessment_of, cast, client_of, hand_in, rate
from tests.fakes.parallel import in_parallel
from vetting.accounts.models import User
from vetting.audit.models import Event
from vetting.profiles.models import RoleProfile

pytestmark = pytest.mark.django_db

ROLE = "mlops-engineer"


@pytest.fixture
def people() -> Cast:
    call_command("load_role_profiles")
    return cast()


def offers(people: Cast, user: User | None = None) -> dict[str, Any]:
    address = f"/api/v1/organizations/{people.northwind.pk}/role-profiles/"
    response = client_of(user or people.alice).get(address)
    assert response.status_code == 200
    return {one["profile"]["role"]: one for one in response.json()}


def save(people: Cast, *, role: str = ROLE, user: User | None = None, **changes: Any) -> Any:
    body = {
        "title": "MLOps engineer",
        "summary": "As we understand it.",
        "base_version": 0,
        "challenge_weights": {},
        "criterion_weights": {"ownership": 4},
    }
    address = f"/api/v1/organizations/{people.northwind.pk}/role-profiles/{role}/"
    return client_of(user or people.alice).put(address, body | changes, format="json")


def choose(people: Cast, profile_id: str | None, user: User | None = None) -> Any:
    address = f"/api/v1/openings/{people.opening.pk}/role-profile/"
    body = {"role_profile_id": profile_id}
    return client_of(user or people.alice).put(address, body, format="json")


def shortlist(people: Cast, query: str = "") -> dict[str, Any]:
    address = f"/api/v1/openings/{people.opening.pk}/shortlist/{query}"
    response = client_of(people.alice).get(address)
    assert response.status_code == 200
    return response.json()


def test_an_organization_starts_with_the_built_in_ones(people: Cast) -> None:
    found = offers(people)
    assert len(found) == 6
    assert found[ROLE]["profile"]["is_built_in"]
    assert found[ROLE]["profile"] == found[ROLE]["built_in"]
    assert found[ROLE]["profile"]["challenge_weights"]["drift-monitor"] == 3


def test_a_saved_profile_stands_in_for_the_built_in_one_of_its_organization_alone(
    people: Cast,
) -> None:
    saved = save(people)
    assert saved.status_code == 201
    mine = offers(people)[ROLE]
    assert mine["profile"] == saved.json()
    assert (mine["profile"]["version"], mine["profile"]["is_built_in"]) == (1, False)
    assert mine["built_in"]["criterion_weights"]["ownership"] == 2
    address = f"/api/v1/organizations/{people.elsewhere.pk}/role-profiles/"
    theirs = client_of(people.mallory).get(address).json()
    assert all(one["profile"]["is_built_in"] for one in theirs)
    event = Event.objects.get(object_id=saved.json()["id"])
    assert (event.verb, event.detail) == ("changed", {"role": ROLE, "version": 1})


def test_a_change_is_a_new_version_and_the_older_stays(people: Cast) -> None:
    first = save(people).json()
    second = save(people, base_version=1, criterion_weights={"ownership": 5}).json()
    assert second["version"] == 2
    assert offers(people)[ROLE]["profile"] == second
    assert RoleProfile.objects.get(pk=first["id"]).criterion_weights == {"ownership": 4}


def test_a_change_of_what_somebody_else_has_changed_is_refused_and_loses_nothing(
    people: Cast,
) -> None:
    first = save(people).json()
    late = save(people, criterion_weights={"ownership": 9})
    assert (late.status_code, late.json()["code"]) == (409, "profile_changed")
    assert offers(people)[ROLE]["profile"] == first


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_saved_at_once_one_wins() -> None:
    call_command("load_role_profiles")
    people = cast()
    codes = sorted(in_parallel(4, lambda _: save(people).status_code))
    assert codes == [201, 409, 409, 409]
    assert RoleProfile.objects.filter(organization=people.northwind).count() == 1


def test_an_organization_may_have_roles_of_its_own(people: Cast) -> None:
    save(people, role="research-engineer", title="Research engineer")
    found = offers(people)["research-engineer"]
    assert found["profile"]["title"] == "Research engineer"
    assert found["built_in"] is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"challenge_weights": {"no-such-challenge": 2}}, "challenge_weights"),
        ({"criterion_weights": {"charm": 2}}, "criterion_weights"),
        ({"criterion_weights": {"ownership": 0}}, "criterion_weights.ownership"),
        ({"criterion_weights": {"ownership": 11}}, "criterion_weights.ownership"),
        ({"criterion_weights": {"ownership": "much"}}, "criterion_weights.ownership"),
        ({"criterion_weights": [1]}, "criterion_weights"),
        ({"title": ""}, "title"),
        ({"base_version": -1}, "base_version"),
    ],
)
def test_weights_that_cannot_be_are_refused_by_name(
    people: Cast, changes: dict[str, Any], field: str
) -> None:
    response = save(people, **changes)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert offers(people)[ROLE]["profile"]["is_built_in"]


def test_only_recruiters_change_and_choose(people: Cast) -> None:
    assert save(people, user=people.bob).status_code == 403
    built_in = offers(people, people.bob)[ROLE]["profile"]["id"]
    assert choose(people, built_in, people.bob).status_code == 403


def test_another_organization_s_profile_cannot_be_chosen(people: Cast) -> None:
    theirs = RoleProfile.objects.get(role=ROLE)
    RoleProfile.objects.filter(pk=theirs.pk).update(organization=people.elsewhere)
    assert choose(people, str(theirs.pk)).status_code == 404
    address = f"?role_profile={theirs.pk}"
    response = client_of(people.alice).get(
        f"/api/v1/openings/{people.opening.pk}/shortlist/{address}"
    )
    assert response.status_code == 404


def test_the_chosen_profile_weighs_challenges_and_criteria_everywhere(people: Cast) -> None:
    application = apply_for(people.opening, "Carol")
    assessment = assessment_of(people.northwind, 1, 1)
    attempt = hand_in(application, assessment, (0.8, 0.02), (0.4, 0.02))
    rate(application, people.bob, [1, 1, 1, 1, 5])  # the last is ownership
    (before,) = shortlist(people)["ranked"]
    assert (before["automated"], before["rubric"]) == pytest.approx((0.6, 0.2))
    saved = save(people, challenge_weights={"challenge-1": 3}).json()
    assert choose(people, saved["id"]).json()["profile"] == saved
    found = shortlist(people)
    assert found["role_profile"]["id"] == saved["id"]
    (row,) = found["ranked"]
    # 0.8 counts three times and 0.4 once; the one criterion at the top as much as the other four.
    assert (row["automated"], row["rubric"]) == pytest.approx((0.7, 0.5))
    assert [item["weight"] for item in row["items"]] == [3, 1]
    alice = client_of(people.alice)
    page = alice.get(f"/api/v1/applications/{application.pk}/").json()
    assert page["automated"]["score"] == pytest.approx(0.7)
    assert [item["weight"] for item in page["automated"]["items"]] == [3, 1]
    assert page["scorecards"][0]["score"] == pytest.approx(0.5)
    report = client_of(application.candidate.user).get(f"/api/v1/attempts/{attempt.pk}/report/")
    assert report.json()["score"] == pytest.approx(0.7)


def test_an_opening_keeps_its_version_and_says_that_there_is_a_newer_one(people: Cast) -> None:
    first = save(people).json()
    choose(people, first["id"])
    second = save(people, base_version=1, criterion_weights={}).json()
    address = f"/api/v1/openings/{people.opening.pk}/role-profile/"
    choice = client_of(people.alice).get(address).json()
    assert (choice["profile"]["id"], choice["newer"]["id"]) == (first["id"], second["id"])
    assert choose(people, second["id"]).json()["newer"] is None
    assert choose(people, None).json() == {"profile": None, "newer": None}


def test_a_chosen_profile_costs_the_shortlist_no_further_query(
    people: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    apply_for(people.opening, "Carol")
    alice, address = client_of(people.alice), f"/api/v1/openings/{people.opening.pk}/shortlist/"
    for profile_id in (None, save(people).json()["id"]):
        choose(people, profile_id)
        with django_assert_num_queries(12):
            alice.get(address)


def test_a_what_if_with_another_profile_is_not_kept(people: Cast) -> None:
    application = apply_for(people.opening, "Carol")
    hand_in(application, assessment_of(people.northwind, 1, 1), (0.8, 0.02), (0.4, 0.02))
    rate(application, people.bob, [3] * 5)
    saved = save(people, challenge_weights={"challenge-2": 3}).json()

    def automated(query: str) -> float:
        return shortlist(people, query)["ranked"][0]["automated"]

    assert automated(f"?role_profile={saved['id']}") == pytest.approx(0.5)
    assert automated("") == pytest.approx(0.6)
    choose(people, saved["id"])
    assert automated("") == pytest.approx(0.5)
    assert automated("?role_profile=") == pytest.approx(0.6)
    assert shortlist(people, "?role_profile=")["role_profile"] is None
