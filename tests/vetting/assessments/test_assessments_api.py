import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, assessment_of, cast, challenge_version, client_of
from vetting.assessments.models import Assessment, Item

pytestmark = pytest.mark.django_db

ASSESSMENTS = "/api/v1/assessments/"


@pytest.fixture
def people() -> Cast:
    return cast()


def draft(people: Cast, **changes: object) -> dict[str, object]:
    return {
        "organization_id": str(people.northwind.pk),
        "title": "Production work",
        "ai_policy": "Say what you used.",
        "items": [
            {"challenge_version_id": str(challenge_version("one").pk), "weight": 2},
            {"challenge_version_id": str(challenge_version("two").pk)},
        ],
        **changes,
    }


def test_a_recruiter_composes_an_assessment_of_challenges(people: Cast) -> None:
    response = client_of(people.alice).post(ASSESSMENTS, draft(people), format="json")
    assert response.status_code == 201
    made = response.json()
    assert (made["state"], made["version"], made["minutes"]) == ("draft", 1, 120)
    assert [(one["position"], one["weight"]) for one in made["items"]] == [(1, 2.0), (2, 1.0)]
    assert made["items"][0]["challenge"]["slug"] == "one"
    assert made["ai_policy"] == "Say what you used."


def test_the_same_title_again_is_the_next_version(people: Cast) -> None:
    alice = client_of(people.alice)
    alice.post(ASSESSMENTS, draft(people), format="json")
    assert alice.post(ASSESSMENTS, draft(people), format="json").json()["version"] == 2


def test_publishing_happens_once(people: Cast) -> None:
    alice = client_of(people.alice)
    made = alice.post(ASSESSMENTS, draft(people), format="json").json()
    published = alice.post(f"{ASSESSMENTS}{made['id']}/publish/")
    assert (published.status_code, published.json()["state"]) == (200, "published")
    again = alice.post(f"{ASSESSMENTS}{made['id']}/publish/")
    assert (again.status_code, again.json()["code"]) == (409, "assessment_published")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"items": []}, "items"),
        ({"items": "all"}, "items"),
        ({"items": [{}]}, "items.0.challenge_version_id"),
        ({"items": [{"challenge_version_id": "x"}]}, "items.0.challenge_version_id"),
        ({"title": " "}, "title"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 10**12}, "minutes"),
        ({"organization_id": "x"}, "organization_id"),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused_and_nothing_kept(
    people: Cast, changes: dict[str, object], field: str
) -> None:
    response = client_of(people.alice).post(ASSESSMENTS, draft(people, **changes), format="json")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("weight", [0, -1, "nan", "inf", 1e9])
def test_a_weight_is_a_positive_number(people: Cast, weight: object) -> None:
    version = str(challenge_version("one").pk)
    body = draft(people, items=[{"challenge_version_id": version, "weight": weight}])
    response = client_of(people.alice).post(ASSESSMENTS, body, format="json")
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["items.0.weight"]
    assert not Item.objects.exists()


def test_an_interviewer_composes_nothing(people: Cast) -> None:
    response = client_of(people.bob).post(ASSESSMENTS, draft(people), format="json")
    assert response.status_code == 403


def test_the_list_is_one_organization_s_on_request(people: Cast) -> None:
    assessment_of(people.northwind)
    alice = client_of(people.alice)
    assert len(alice.get(f"{ASSESSMENTS}?organization={people.northwind.pk}").json()) == 1
    assert alice.get(f"{ASSESSMENTS}?organization={people.elsewhere.pk}").json() == []
    assert alice.get(f"{ASSESSMENTS}?organization=x%00").status_code == 400


def test_challenges_show_their_newest_version_with_the_brief_rendered(people: Cast) -> None:
    challenge_version()
    old = challenge_version("second")
    type(old).objects.filter(pk=old.pk).update(published_at=old.published_at.replace(year=2020))
    challenge_version("second")
    seen = client_of(people.alice).get("/api/v1/challenges/").json()
    assert [(one["slug"], one["version"]) for one in seen] == [
        ("churn-campaign", "1.0.0"),
        ("second", "1.0.1"),
    ]
    assert "<h1>The situation</h1>" in seen[0]["brief_html"]
    assert seen[0]["competencies"] == ["business-alignment"]
    assert seen[0]["checks"][0]["must_not"] is True
    assert "floor" not in seen[0]["checks"][0]


@pytest.mark.parametrize("count", [3, 12])
def test_lists_take_the_same_number_of_queries_however_long(
    people: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        assessment_of(people.northwind, 1, 1, title=f"Number {number}")
    alice = client_of(people.alice)
    with django_assert_num_queries(7):
        alice.get(ASSESSMENTS)
    with django_assert_num_queries(4):
        alice.get("/api/v1/challenges/")
