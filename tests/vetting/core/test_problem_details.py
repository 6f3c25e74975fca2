import pytest
from django.conf import settings

from tests.cast import Cast, cast, client_of
from vetting.core.markdown import render_markdown
from vetting.core.problems import flatten

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def test_a_refusal_is_a_problem_of_its_own_media_type(people: Cast) -> None:
    response = client_of(people.alice).post("/api/v1/openings/", {}, format="json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["code"]) == (400, "invalid")
    assert problem["type"] == "urn:vetting:problem:invalid"
    assert problem["errors"]["title"] == ["This field is required."]


@pytest.mark.parametrize("body", ["{", "[]", '"x"', "null", "1", '{"title": "\\ud800"}'])
def test_what_is_not_the_expected_json_is_a_400(people: Cast, body: str) -> None:
    response = client_of(people.alice).generic(
        "POST", "/api/v1/openings/", body, content_type="application/json"
    )
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_another_media_type_is_a_415(people: Cast) -> None:
    response = client_of(people.alice).generic(
        "POST", "/api/v1/openings/", "<x/>", content_type="text/xml"
    )
    assert response.status_code == 415
    assert response.json()["code"] == "unsupported_media_type"


def test_a_body_that_would_fill_the_memory_is_a_413(people: Cast) -> None:
    body = '{"title": "' + "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE + '"}'
    response = client_of(people.alice).generic(
        "POST", "/api/v1/openings/", body, content_type="application/json"
    )
    assert response.status_code == 413
    assert response.json()["code"] == "too_large"


def test_half_of_a_surrogate_pair_is_refused_and_a_whole_one_is_text(people: Cast) -> None:
    address = f"/api/v1/openings/{people.opening.pk}/"
    for title, status in (("\\ud83d", 400), ("\\ud83d\\ude00", 200), ("\\\\ud83d", 200)):
        response = client_of(people.alice).generic(
            "PATCH", address, f'{{"title": "{title}"}}', content_type="application/json"
        )
        assert response.status_code == status, title


@pytest.mark.parametrize("depth", [500, 100_000])
def test_deeply_nested_json_is_a_400(people: Cast, depth: int) -> None:
    body = "[" * depth + "]" * depth
    response = client_of(people.alice).generic(
        "POST", "/api/v1/openings/", body, content_type="application/json"
    )
    assert response.status_code == 400


def test_a_method_that_is_not_there_is_a_405(people: Cast) -> None:
    response = client_of(people.alice).delete("/api/v1/openings/")
    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"


def test_an_unknown_api_address_is_a_problem_and_not_a_page() -> None:
    response = client_of().get("/api/v1/nothing-here/")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_nested_errors_are_named_by_their_path() -> None:
    detail = {"items": {1: {"weight": ["Too small."]}}, "title": ["Missing."]}
    assert flatten(detail) == {"items.1.weight": ["Too small."], "title": ["Missing."]}
    assert flatten({"items": [{}, {"weight": ["Bad."]}]}) == {"items.1.weight": ["Bad."]}


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[x](javascript:alert(1))",
        '<a href="data:text/html,x">x</a>',
    ],
)
def test_rendered_markdown_runs_nothing(hostile: str) -> None:
    html = render_markdown(hostile)
    assert "<script" not in html
    assert "<img" not in html
    assert "<a " not in html


def test_markdown_keeps_tables_and_code() -> None:
    html = render_markdown("| a | b |\n| - | - |\n| 1 | `x` |\n")
    assert "<table>" in html
    assert "<code>x</code>" in html
