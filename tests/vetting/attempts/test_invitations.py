"""The way in: a token that is worth guessing at for nobody, once, in time."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks
from rest_framework.response import Response

from tests.cast import Cast, apply_for, cast, client_of
from tests.fakes.toy import invited, toy_assessment
from vetting.accounts.models import User
from vetting.attempts.models import Attempt, Invitation
from vetting.openings.models import Application, Candidate, Opening

pytestmark = pytest.mark.django_db


def look_up(token: str) -> Response:
    return client_of().post("/api/v1/invitations/look-up/", {"token": token})


def accept(token: str) -> Response:
    return client_of().post("/api/v1/invitations/accept/", {"token": token})


def expire(invitation: Invitation) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=past)


def fresh(people: Cast, name: str = "Carol") -> tuple[Invitation, str]:
    """An invitation that is valid by today's clock."""
    made = invited(people, name)
    Invitation.objects.filter(pk=made.invitation.pk).update(
        expires_at=datetime.now(UTC) + timedelta(days=1)
    )
    return made.invitation, made.token


def test_a_recruiter_invites(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    people = cast()
    application, assessment = apply_for(people.opening, "Carol"), toy_assessment(people)
    with django_capture_on_commit_callbacks(execute=True):
        response = client_of(people.alice).post(
            f"/api/v1/applications/{application.pk}/invite/",
            {"assessment_id": str(assessment.pk), "valid_days": 3},
        )
    assert response.status_code == 201
    token = response.json()["token"]
    assert response.json()["url"].endswith(f"/invitation#{token}")
    assert len(token) >= 128 / 6
    [message] = mail.outbox
    assert message.to == ["carol@people.example"]
    assert response.json()["url"] in message.body


def test_nobody_finds_the_token_in_the_database() -> None:
    made = invited(cast())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM attempts_invitation")
        assert made.token not in str(cursor.fetchall())


def test_an_interviewer_sees_the_application_but_may_not_invite() -> None:
    people = cast()
    application, assessment = apply_for(people.opening, "Carol"), toy_assessment(people)
    response = client_of(people.bob).post(
        f"/api/v1/applications/{application.pk}/invite/", {"assessment_id": str(assessment.pk)}
    )
    assert response.status_code == 403
    assert not Invitation.objects.exists()


def test_another_organizations_assessment_does_not_exist_here() -> None:
    people = cast()
    foreign = toy_assessment(people)
    foreign.organization = people.elsewhere
    foreign.save()
    application = apply_for(people.opening, "Carol")
    response = client_of(people.alice).post(
        f"/api/v1/applications/{application.pk}/invite/", {"assessment_id": str(foreign.pk)}
    )
    assert response.status_code == 404


@pytest.mark.parametrize("change", ["closed opening", "withdrawn application", "draft"])
def test_it_says_why_nobody_can_be_invited_now(change: str) -> None:
    people = cast()
    application, assessment = apply_for(people.opening, "Carol"), toy_assessment(people)
    if change == "closed opening":
        Opening.objects.update(state="closed")
    elif change == "withdrawn application":
        Application.objects.update(state="withdrawn")
    else:
        type(assessment).objects.update(state="draft")
    response = client_of(people.alice).post(
        f"/api/v1/applications/{application.pk}/invite/", {"assessment_id": str(assessment.pk)}
    )
    assert (response.status_code, response.json()["code"]) == (409, "not_invitable")


def test_the_holder_sees_what_they_are_invited_to() -> None:
    people = cast()
    _, token = fresh(people)
    shown = look_up(token).json()
    assert shown["state"] == "open"
    assert shown["organization"] == "Northwind"
    assert shown["candidate_name"] == "Carol"
    assert [item["title"] for item in shown["assessment"]["items"]] == ["Sum up"]
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 10_000, "a\x00b"])
def test_a_guessed_token_opens_nothing(token: str) -> None:
    invited(cast())
    for response in (look_up(token), accept(token)):
        assert response.status_code in {400, 404}


def test_accepting_signs_in_and_opens_one_attempt() -> None:
    people = cast()
    _, token = fresh(people)
    client = client_of()
    attempt_id = client.post("/api/v1/invitations/accept/", {"token": token}).json()["attempt_id"]
    assert client.get(f"/api/v1/attempts/{attempt_id}/").json()["state"] == "accepted"
    again = accept(token)
    assert again.json()["attempt_id"] == attempt_id
    assert Attempt.objects.count() == 1
    assert look_up(token).json()["state"] == "accepted"


def test_a_candidate_is_nobody_elses_account() -> None:
    """Whoever has the same e-mail address among the staff is another person."""
    people = cast()
    _, token = fresh(people)
    Candidate.objects.update(email=people.alice.email)
    attempt_id = accept(token).json()["attempt_id"]
    user = Candidate.objects.get().user
    assert user is not None
    assert user != people.alice
    assert not user.has_usable_password()
    assert client_of(people.alice).get(f"/api/v1/attempts/{attempt_id}/").status_code == 404


def test_an_expired_invitation_cannot_be_accepted() -> None:
    people = cast()
    invitation, token = fresh(people)
    expire(invitation)
    assert look_up(token).json()["state"] == "expired"
    response = accept(token)
    assert (response.status_code, response.json()["code"]) == (410, "invitation_unusable")
    assert not Attempt.objects.exists()
    assert not User.objects.filter(name="Carol").exists()


def test_who_accepted_in_time_can_come_back_later() -> None:
    people = cast()
    invitation, token = fresh(people)
    accept(token)
    expire(invitation)
    assert accept(token).status_code == 200


def test_a_revoked_invitation_opens_nothing() -> None:
    people = cast()
    invitation, token = fresh(people)
    revoke = f"/api/v1/invitations/{invitation.pk}/revoke/"
    assert client_of(people.mallory).post(revoke).status_code == 404
    assert client_of(people.bob).post(revoke).status_code == 403
    assert client_of(people.alice).post(revoke).status_code == 204
    assert look_up(token).json()["state"] == "revoked"
    assert accept(token).status_code == 410
    assert client_of(people.alice).post(revoke).status_code == 410


def test_inviting_again_ends_the_earlier_invitation_and_keeps_the_attempt() -> None:
    people = cast()
    invitation, token = fresh(people)
    attempt_id = accept(token).json()["attempt_id"]
    again = client_of(people.alice).post(
        f"/api/v1/applications/{invitation.application_id}/invite/",
        {"assessment_id": str(invitation.assessment_id)},
    )
    assert accept(token).status_code == 410
    assert accept(again.json()["token"]).json()["attempt_id"] == attempt_id


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_accept_at_once_end_with_one_person_and_one_attempt() -> None:
    people = cast()
    _, token = fresh(people)

    def once(_: int) -> tuple[int, str]:
        try:
            response = accept(token)
            return response.status_code, response.json()["attempt_id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(once, range(8)))
    assert answers == {(200, str(Attempt.objects.get().pk))}
    assert User.objects.filter(name="Carol").count() == 1


def test_two_candidates_have_their_own_seeds() -> None:
    people = cast()
    seeds = set()
    for name in ("Carol", "Dave"):
        _, token = fresh(people, name)
        attempt = Attempt.objects.get(pk=accept(token).json()["attempt_id"])
        seeds |= {attempt.workspaces.get().seed}
        assert 0 <= attempt.seed < 2**63
    assert len(seeds) == 2


def test_no_answer_tells_a_seed() -> None:
    people = cast()
    _, token = fresh(people)
    client = client_of()
    attempt_id = client.post("/api/v1/invitations/accept/", {"token": token}).json()["attempt_id"]
    text = client.post(f"/api/v1/attempts/{attempt_id}/start/").content.decode()
    assert "seed" not in text
    assert not re.search(r"\d{15,}", text)
