from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from tests.cast import PASSWORD, Cast, apply_for, cast, client_of, operator
from vetting.accounts.models import SignInFailure, User
from vetting.accounts.services import FAILURES_OF_ONE_PAIR, create_candidate_user
from vetting.audit.models import Event

pytestmark = pytest.mark.django_db

SIGN_IN = "/api/v1/sign-in/"


@pytest.fixture
def people() -> Cast:
    return cast()


def sign_in(client: APIClient, email: str, password: str = PASSWORD, **extra: str) -> object:
    return client.post(SIGN_IN, {"email": email, "password": password}, format="json", **extra)


def test_a_recruiter_signs_in_and_learns_who_they_are(people: Cast) -> None:
    client = client_of()
    me = sign_in(client, "Alice@Northwind.example").json()
    assert me["user"]["name"] == "Alice"
    assert me["kind"] == "staff"
    assert [one["role"] for one in me["memberships"]] == ["recruiter"]
    assert me["memberships"][0]["organization"]["name"] == "Northwind"
    assert me["attempt_ids"] == []
    assert client.get("/api/v1/me/").json() == me


def test_signing_in_is_recorded(people: Cast) -> None:
    sign_in(client_of(), "alice@northwind.example")
    event = Event.objects.get()
    assert (event.verb, event.actor_id) == ("signed_in", people.alice.pk)


def test_an_operator_is_known_as_one() -> None:
    assert client_of(operator()).get("/api/v1/me/").json()["kind"] == "operator"


@pytest.mark.parametrize("email", ["alice@northwind.example", "nobody@northwind.example", "x"])
def test_a_wrong_password_says_no_more_than_an_unknown_person(people: Cast, email: str) -> None:
    response = sign_in(client_of(), email, "guess")
    assert response.status_code == 400
    assert response.json()["code"] == "wrong_credentials"
    assert response.json()["detail"] == "E-mail and password do not belong together."


def test_a_deactivated_person_cannot_sign_in(people: Cast) -> None:
    User.objects.filter(pk=people.alice.pk).update(is_active=False)
    assert sign_in(client_of(), "alice@northwind.example").json()["code"] == "wrong_credentials"


def test_a_candidate_has_no_password_to_sign_in_with() -> None:
    user = create_candidate_user(name="Carol")
    assert user.email is None
    assert not user.has_usable_password()
    assert sign_in(client_of(), "", "").status_code == 400


def test_guessing_is_slowed_down_even_for_the_right_password(people: Cast) -> None:
    client = client_of()
    for _ in range(FAILURES_OF_ONE_PAIR):
        assert sign_in(client, "alice@northwind.example", "guess").status_code == 400
    refused = sign_in(client, "alice@northwind.example")
    assert refused.status_code == 429
    assert refused.json()["code"] == "too_many_sign_ins"
    assert 0 < int(refused["Retry-After"]) <= 15 * 60 + 1


def test_another_address_is_not_locked_out_by_somebody_who_guesses(people: Cast) -> None:
    for _ in range(FAILURES_OF_ONE_PAIR):
        sign_in(client_of(), "alice@northwind.example", "guess", REMOTE_ADDR="192.0.2.66")
    assert sign_in(client_of(), "alice@northwind.example").status_code == 200


def test_the_admin_pages_cannot_be_used_for_guessing_instead() -> None:
    operator()
    client = Client()
    login = {"username": "olga@vetting.example", "password": "guess"}
    for _ in range(FAILURES_OF_ONE_PAIR):
        assert "correct" in client.post("/admin/login/", login).content.decode()
    right = client.post("/admin/login/", {**login, "password": PASSWORD})
    assert "Too many wrong passwords" in right.content.decode()
    assert sign_in(client_of(), "olga@vetting.example").status_code == 429


def test_an_operator_signs_in_to_the_admin_pages() -> None:
    operator()
    login = {"username": "olga@vetting.example", "password": PASSWORD}
    assert Client().post("/admin/login/?next=/admin/", login).status_code == 302


def test_after_a_quarter_of_an_hour_guesses_are_forgotten(people: Cast) -> None:
    for _ in range(FAILURES_OF_ONE_PAIR):
        sign_in(client_of(), "alice@northwind.example", "guess")
    later = timezone.now() + timedelta(minutes=16)
    with patch("vetting.config.session.timezone.now", return_value=later):
        assert sign_in(client_of(), "alice@northwind.example").status_code == 200


def test_a_success_clears_the_failures_before_it(people: Cast) -> None:
    sign_in(client_of(), "alice@northwind.example", "guess")
    sign_in(client_of(), "alice@northwind.example")
    assert not SignInFailure.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"email": "a@b.example"},
        {"email": [], "password": {}},
        {"email": "\x00", "password": "x"},
    ],
)
def test_a_malformed_sign_in_is_refused_field_by_field(body: dict[str, object]) -> None:
    response = client_of().post(SIGN_IN, body, format="json")
    assert response.status_code == 400
    assert response.json()["errors"]


def test_signing_out_ends_the_session(people: Cast) -> None:
    client = client_of(people.alice)
    assert client.post("/api/v1/sign-out/").status_code == 204
    assert client.get("/api/v1/me/").status_code == 401


def test_who_is_not_signed_in_gets_the_token_to_sign_in_with() -> None:
    response = client_of().get("/api/v1/me/")
    assert response.status_code == 401
    assert response.json()["code"] == "not_authenticated"
    assert response.cookies["csrftoken"].value


def test_another_site_cannot_sign_a_visitor_in(people: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    body = {"email": "alice@northwind.example", "password": PASSWORD}
    assert client.post(SIGN_IN, body, content_type="application/json").status_code == 403
    token = client.get("/api/v1/me/").cookies["csrftoken"].value
    signed_in = client.post(
        SIGN_IN, body, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert signed_in.status_code == 200


def test_a_candidate_learns_their_own_address_and_attempts(people: Cast) -> None:
    application = apply_for(people.opening, "Carol")
    application.candidate.user = create_candidate_user(name="Carol")
    application.candidate.save()
    me = client_of(application.candidate.user).get("/api/v1/me/").json()
    assert me["kind"] == "candidate"
    assert me["user"]["email"] == "carol@people.example"
