"""Blind, then reveal: no rater is led by what others think or what the machine measured."""

import pytest

from tests.cast import Cast, apply_for, assessment_of, cast, client_of, hand_in, rate, seat, staff
from vetting.accounts.models import Membership, User
from vetting.openings.models import Application, OpeningMember
from vetting.reviews.models import Scorecard
from vetting.shortlists.models import Decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def application(people: Cast) -> Application:
    found = apply_for(people.opening, "Carol")
    hand_in(found, assessment_of(people.northwind), (0.81, 0.02))
    return found


@pytest.fixture
def ines(people: Cast) -> User:
    """A second interviewer."""
    person = staff("Ines", people.northwind, Membership.Role.INTERVIEWER)
    seat(person, people.opening)
    return person


def page(user: User, application: Application) -> dict[str, object]:
    return client_of(user).get(f"/api/v1/applications/{application.pk}/").json()


def test_before_handing_in_a_rater_sees_neither_scores_nor_others(
    people: Cast, application: Application, ines: User
) -> None:
    rate(application, ines, [5] * 5)
    Decision.objects.create(
        application=application,
        decided_by=people.alice,
        verdict="advance",
        reason="Strong.",
        decided_at=application.created_at,
    )
    seen = page(people.bob, application)
    assert seen["automated"] is None
    assert seen["automated_hidden"] is True
    assert seen["scorecards"] == []
    assert seen["decision"] is None
    assert seen["may_rate"] is True
    assert len(seen["submissions"]) == 1  # the work itself is what they are to read


def test_a_draft_reveals_nothing_yet(people: Cast, application: Application, ines: User) -> None:
    rate(application, ines, [5] * 5)
    mine = rate(application, people.bob, [3] * 5, state=Scorecard.State.DRAFT)
    seen = page(people.bob, application)
    assert seen["automated_hidden"] is True
    assert [one["author"]["name"] for one in seen["scorecards"]] == ["Bob"]
    assert seen["my_scorecard_id"] == str(mine.pk)


def test_after_handing_in_a_rater_sees_both_halves(
    people: Cast, application: Application, ines: User
) -> None:
    rate(application, ines, [5] * 5)
    rate(application, people.bob, [3] * 5)
    seen = page(people.bob, application)
    assert seen["automated_hidden"] is False
    assert seen["automated"]["score"] == pytest.approx(0.81)
    assert {one["author"]["name"]: one["score"] for one in seen["scorecards"]} == {
        "Bob": 0.5,
        "Ines": 1.0,
    }


def test_nobody_sees_anothers_draft(people: Cast, application: Application, ines: User) -> None:
    rate(application, ines, [5] * 5, state=Scorecard.State.DRAFT)
    rate(application, people.bob, [3] * 5)
    for reader in (people.bob, people.alice):
        assert [one["author"]["name"] for one in page(reader, application)["scorecards"]] == ["Bob"]


def test_a_hiring_manager_who_is_to_rate_is_blind_too(
    people: Cast, application: Application
) -> None:
    helen = staff("Helen", people.northwind, Membership.Role.HIRING_MANAGER)
    seat(helen, people.opening, OpeningMember.Role.HIRING_MANAGER)
    assert page(helen, application)["automated_hidden"] is True


def test_a_recruiter_who_took_a_rater_s_seat_is_blind_too(
    people: Cast, application: Application
) -> None:
    assert page(people.alice, application)["automated_hidden"] is False
    seat(people.alice, people.opening)
    assert page(people.alice, application)["automated_hidden"] is True


def test_the_shortlist_leaves_out_what_its_reader_is_still_to_rate(
    people: Cast, application: Application
) -> None:
    rated = apply_for(people.opening, "Dave")
    hand_in(rated, assessment_of(people.northwind, title="Same"), (0.4, 0.02))
    rate(rated, people.bob, [3] * 5)
    seen = client_of(people.bob).get(f"/api/v1/openings/{people.opening.pk}/shortlist/").json()
    assert [(one["rank"], one["candidate_name"]) for one in seen["ranked"]] == [(1, "Dave")]
    (hidden,) = seen["incomplete"]
    assert hidden["missing"] == ["my_scorecard"]
    assert (hidden["automated"], hidden["rubric"], hidden["decision"]) == (None, None, None)


def test_the_exported_shortlist_is_as_blind_as_the_page(
    people: Cast, application: Application
) -> None:
    address = f"/api/v1/openings/{people.opening.pk}/shortlist.csv"
    assert "0.81" not in client_of(people.bob).get(address).content.decode()
    assert "0.81" in client_of(people.alice).get(address).content.decode()


def test_the_pipeline_tells_a_blind_rater_no_decision(
    people: Cast, application: Application
) -> None:
    Decision.objects.create(
        application=application,
        decided_by=people.alice,
        verdict="reject",
        reason="No.",
        decided_at=application.created_at,
    )
    address = f"/api/v1/openings/{people.opening.pk}/applications/"
    assert client_of(people.bob).get(address).json()[0]["decision"] is None
    assert client_of(people.alice).get(address).json()[0]["decision"]["verdict"] == "reject"
