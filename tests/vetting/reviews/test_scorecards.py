import pytest

from tests.cast import Cast, apply_for, assessment_of, cast, client_of, hand_in, rate, staff
from vetting.accounts.models import Membership
from vetting.audit.models import Event
from vetting.openings.models import Application, Opening
from vetting.reviews.models import Rating, Scorecard

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def application(people: Cast) -> Application:
    return apply_for(people.opening, "Carol")


def address(application: Application, rest: str = "") -> str:
    return f"/api/v1/applications/{application.pk}/my-scorecard/{rest}"


def full(application: Application, level: int = 4) -> dict[str, object]:
    return {
        "revision": 0,
        "recommendation": "yes",
        "summary": "Would work with her.",
        "ratings": [
            {"criterion_id": str(criterion.pk), "level": level, "evidence": "She said why."}
            for criterion in application.opening.rubric.criteria.all()
        ],
    }


def test_the_empty_form_shows_the_rubric_with_its_anchors(
    people: Cast, application: Application
) -> None:
    form = client_of(people.bob).get(address(application)).json()
    assert (form["id"], form["state"], form["revision"]) == (None, "draft", 0)
    assert form["application"]["candidate_name"] == "Carol"
    assert [one["competency"] for one in form["rubric"]["criteria"]] == [
        "communication",
        "collaboration",
        "adaptability",
        "business-alignment",
        "ownership",
    ]
    for criterion in form["rubric"]["criteria"]:
        assert [level["value"] for level in criterion["levels"]] == [1, 2, 3, 4, 5]
        assert criterion["questions"]
    assert not Scorecard.objects.exists()  # looking writes nothing


def test_a_draft_is_kept_piece_by_piece(people: Cast, application: Application) -> None:
    bob = client_of(people.bob)
    draft = full(application)
    draft["ratings"] = draft["ratings"][:1]
    draft["recommendation"] = ""
    first = bob.put(address(application), draft, format="json").json()
    assert (first["state"], first["revision"]) == ("draft", 1)
    second = bob.put(address(application), {**full(application), "revision": 1}, format="json")
    assert second.json()["revision"] == 2
    assert len(second.json()["ratings"]) == 5
    assert bob.get(address(application)).json() == second.json()
    assert Scorecard.objects.count() == 1


def test_saving_over_a_newer_revision_is_refused(people: Cast, application: Application) -> None:
    bob = client_of(people.bob)
    bob.put(address(application), full(application), format="json")
    bob.put(address(application), {**full(application), "revision": 1}, format="json")
    stale = {**full(application, level=1), "revision": 1}
    response = bob.put(address(application), stale, format="json")
    assert response.status_code == 409
    assert response.json()["code"] == "revision_conflict"
    assert response.json()["current"] == {"revision": 2}
    assert set(Rating.objects.values_list("level", flat=True)) == {4}


def test_a_first_saving_from_two_pages_loses_nothing(
    people: Cast, application: Application
) -> None:
    bob = client_of(people.bob)
    bob.put(address(application), full(application), format="json")
    response = bob.put(address(application), full(application, level=1), format="json")
    assert response.json()["code"] == "revision_conflict"


def test_a_revision_that_never_was_leaves_no_scorecard(
    people: Cast, application: Application
) -> None:
    draft = {**full(application), "revision": 3}
    response = client_of(people.bob).put(address(application), draft, format="json")
    assert response.status_code == 409
    assert not Scorecard.objects.exists()


@pytest.mark.parametrize(
    "rating",
    [
        {"level": 0},
        {"level": 6},
        {"level": "high"},
        {"level": 3, "not_observed": True},
        {"criterion_id": "8c7a2b1e-0000-4000-8000-000000000000", "level": 3},
        {"criterion_id": "not-an-id"},
        {"evidence": "x" * 5001},
    ],
)
def test_a_rating_that_makes_no_sense_is_refused_and_nothing_kept(
    people: Cast, application: Application, rating: dict[str, object]
) -> None:
    criterion = application.opening.rubric.criteria.first()
    assert criterion is not None
    draft = {**full(application), "ratings": [{"criterion_id": str(criterion.pk), **rating}]}
    response = client_of(people.bob).put(address(application), draft, format="json")
    assert response.status_code == 400
    assert response.json()["errors"]
    assert not Scorecard.objects.exists()


def test_a_criterion_is_rated_once(people: Cast, application: Application) -> None:
    draft = full(application)
    draft["ratings"] = [*draft["ratings"], draft["ratings"][0]]
    response = client_of(people.bob).put(address(application), draft, format="json")
    assert response.status_code == 400
    assert not Scorecard.objects.exists()


def test_handing_in_needs_an_answer_and_evidence_for_every_criterion(
    people: Cast, application: Application
) -> None:
    bob = client_of(people.bob)
    draft = full(application)
    draft["recommendation"] = ""
    draft["ratings"][0]["evidence"] = "  "
    missing = draft["ratings"].pop()
    bob.put(address(application), draft, format="json")
    response = bob.post(address(application, "hand-in/"))
    assert response.status_code == 400
    assert response.json()["code"] == "scorecard_incomplete"
    assert set(response.json()["errors"]) == {
        f"ratings.{draft['ratings'][0]['criterion_id']}",
        f"ratings.{missing['criterion_id']}",
        "recommendation",
    }
    assert Scorecard.objects.get().state == "draft"


def test_not_observed_is_an_answer_that_needs_no_evidence(
    people: Cast, application: Application
) -> None:
    bob = client_of(people.bob)
    draft = full(application)
    draft["ratings"][0] |= {"level": None, "not_observed": True, "evidence": ""}
    bob.put(address(application), draft, format="json")
    assert bob.post(address(application, "hand-in/")).status_code == 200


def test_a_scorecard_that_is_handed_in_stays_as_it_is(
    people: Cast, application: Application
) -> None:
    bob = client_of(people.bob)
    bob.put(address(application), full(application), format="json")
    handed_in = bob.post(address(application, "hand-in/")).json()
    assert handed_in["state"] == "handed_in"
    assert handed_in["handed_in_at"]
    again = {**full(application, level=1), "revision": handed_in["revision"]}
    response = bob.put(address(application), again, format="json")
    assert response.json()["code"] == "scorecard_handed_in"
    assert bob.post(address(application, "hand-in/")).json()["code"] == "scorecard_handed_in"
    assert set(Rating.objects.values_list("level", flat=True)) == {4}
    assert Event.objects.get().verb == "handed_in"


def test_there_is_nothing_to_hand_in_before_the_first_saving(
    people: Cast, application: Application
) -> None:
    response = client_of(people.bob).post(address(application, "hand-in/"))
    assert response.status_code == 409
    assert response.json()["code"] == "no_scorecard"


def test_a_recruiter_who_is_not_on_the_team_does_not_rate(
    people: Cast, application: Application
) -> None:
    response = client_of(people.alice).put(address(application), full(application), format="json")
    assert response.status_code == 403
    assert response.json()["code"] == "not_on_team"


def test_a_scorecard_keeps_the_rubric_that_its_author_read(
    people: Cast, application: Application
) -> None:
    bob = client_of(people.bob)
    bob.put(address(application), full(application), format="json")
    scorecard = Scorecard.objects.get()
    assert scorecard.rubric == application.opening.rubric


def test_the_review_list_holds_what_waits_and_what_is_done(people: Cast) -> None:
    assessment = assessment_of(people.northwind)
    hand_in(apply_for(people.opening, "Waiting"), assessment, (0.5, 0.1))
    done = apply_for(people.opening, "Done")
    hand_in(done, assessment, (0.5, 0.1))
    rate(done, people.bob, [3] * 5)
    begun = apply_for(people.opening, "Begun early")
    rate(begun, people.bob, [3] * 5, state=Scorecard.State.DRAFT)
    apply_for(people.opening, "Only added")
    seen = client_of(people.bob).get("/api/v1/reviews/").json()
    assert {
        one["candidate_name"]: one["scorecard"] and one["scorecard"]["state"] for one in seen
    } == {
        "Waiting": None,
        "Begun early": "draft",
        "Done": "handed_in",
    }
    assert seen[-1]["candidate_name"] == "Done"
    assert client_of(people.alice).get("/api/v1/reviews/").json() == []


def test_names_are_hidden_from_raters_where_the_opening_says_so(
    people: Cast, application: Application
) -> None:
    Opening.objects.update(blind_names=True)
    hand_in(application, assessment_of(people.northwind), (0.5, 0.1))
    bob, alice = client_of(people.bob), client_of(people.alice)
    page = f"/api/v1/applications/{application.pk}/"
    listed = f"/api/v1/openings/{people.opening.pk}/applications/"
    shortlisted = f"/api/v1/openings/{people.opening.pk}/shortlist/"
    for before in (page, listed, shortlisted, "/api/v1/reviews/", address(application)):
        text = bob.get(before).content.decode()
        assert "Carol" not in text
        assert "carol@" not in text
        assert f"Candidate {str(application.pk)[:4].upper()}" in text
    assert "Carol" in alice.get(page).content.decode()
    rate(application, people.bob, [3] * 5)
    for after in (page, listed, shortlisted, "/api/v1/reviews/", address(application)):
        assert "Carol" in bob.get(after).content.decode()


def test_a_member_of_the_organization_without_a_seat_sees_no_application(
    people: Cast, application: Application
) -> None:
    zoe = staff("Zoe", people.northwind, Membership.Role.INTERVIEWER)
    assert client_of(zoe).get(address(application)).status_code == 404
