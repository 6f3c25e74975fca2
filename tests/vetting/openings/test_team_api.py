import pytest

from tests.cast import Cast, apply_for, cast, client_of, rate, seat, staff
from vetting.accounts.models import Membership, User
from vetting.audit.models import Event
from vetting.openings.errors import NotAColleagueError
from vetting.openings.models import OpeningMember
from vetting.openings.services import seat_member
from vetting.reviews.models import Scorecard

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def address(people: Cast, user: User) -> str:
    return f"/api/v1/openings/{people.opening.pk}/team/{user.pk}/"


def test_a_recruiter_seats_a_colleague_who_then_sees_the_opening(people: Cast) -> None:
    ines = staff("Ines", people.northwind, Membership.Role.INTERVIEWER)
    assert client_of(ines).get("/api/v1/openings/").json() == []
    response = client_of(people.alice).put(
        address(people, ines), {"role": "interviewer"}, format="json"
    )
    assert response.status_code == 200
    assert {one["user"]["name"] for one in response.json()["team"]} == {"Bob", "Ines"}
    assert len(client_of(ines).get("/api/v1/openings/").json()) == 1
    assert Event.objects.get().verb == "seated"


def test_a_seat_is_changed_and_not_doubled(people: Cast) -> None:
    client_of(people.alice).put(
        address(people, people.bob), {"role": "hiring_manager"}, format="json"
    )
    assert OpeningMember.objects.get().role == "hiring_manager"


def test_who_is_unseated_loses_sight_and_their_scorecard_stays(people: Cast) -> None:
    application = apply_for(people.opening, "Carol")
    rate(application, people.bob, [3] * 5)
    assert client_of(people.alice).delete(address(people, people.bob)).status_code == 204
    assert client_of(people.bob).get("/api/v1/openings/").json() == []
    assert Scorecard.objects.count() == 1
    assert client_of(people.alice).delete(address(people, people.bob)).status_code == 404


def test_nobody_of_another_organization_is_seated(people: Cast) -> None:
    response = client_of(people.alice).put(
        address(people, people.mallory), {"role": "interviewer"}, format="json"
    )
    assert response.status_code == 404
    with pytest.raises(NotAColleagueError):
        seat_member(
            opening=people.opening,
            user=people.mallory,
            role=OpeningMember.Role.INTERVIEWER,
            by=people.alice,
            at=people.opening.created_at,
        )
    assert OpeningMember.objects.count() == 1


def test_an_interviewer_seats_nobody(people: Cast) -> None:
    bob = client_of(people.bob)
    assert bob.put(address(people, people.bob), {"role": "recruiter"}).status_code == 403
    assert bob.delete(address(people, people.bob)).status_code == 403
    assert bob.get(f"/api/v1/openings/{people.opening.pk}/colleagues/").status_code == 403


def test_colleagues_are_the_active_people_of_the_organization(people: Cast) -> None:
    gone = staff("Gone", people.northwind, Membership.Role.INTERVIEWER)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    both = staff("Zoe", people.northwind, Membership.Role.INTERVIEWER, Membership.Role.RECRUITER)
    seat(both, people.opening)
    seen = client_of(people.alice).get(f"/api/v1/openings/{people.opening.pk}/colleagues/").json()
    assert [one["name"] for one in seen] == ["Alice", "Bob", "Zoe"]
