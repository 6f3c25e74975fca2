"""The clock: it starts when everything is there, and it decides."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, cast, client_of
from tests.fakes.toy import DATA, MINUTES, accepted, started, workspace_of
from vetting.attempts.errors import AttemptHandedInError, DeadlinePassedError
from vetting.attempts.models import Attempt, Workspace
from vetting.attempts.services import sittings, workspaces
from vetting.audit.models import Event

pytestmark = pytest.mark.django_db


def end_the_time(attempt: Attempt) -> None:
    """As if all of it had happened long ago."""
    long = timedelta(days=1)
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=F("started_at") - long, deadline_at=F("deadline_at") - long
    )


def minutes_of(attempt: Attempt) -> float:
    assert attempt.deadline_at is not None
    assert attempt.started_at is not None
    return (attempt.deadline_at - attempt.started_at).total_seconds() / 60


def test_before_the_start_there_is_nothing_to_read() -> None:
    attempt, user = accepted(cast())
    workspace = workspace_of(attempt)
    for address in ("", "files/add.py", "archive/", "data/example.csv", "runs/"):
        response = client_of(user).get(f"/api/v1/workspaces/{workspace.pk}/{address}")
        assert (response.status_code, response.json()["code"]) == (409, "attempt_not_started")


def test_starting_sets_the_deadline() -> None:
    attempt, _ = started(cast())
    assert attempt.state == "started"
    assert minutes_of(attempt) == pytest.approx(MINUTES, abs=0.1)


def test_starting_again_changes_nothing() -> None:
    attempt, user = started(cast())
    again = sittings.start(attempt=attempt, by=user, at=NOW)
    assert again.deadline_at == attempt.deadline_at
    assert Event.objects.filter(verb="started").count() == 1


def test_the_clock_waits_for_the_data() -> None:
    attempt, user = accepted(cast(), items=2)
    first, second = attempt.workspaces.all()
    workspaces.receive_data(workspace_id=first.pk, files=DATA)
    assert sittings.start(attempt=attempt, by=user, at=NOW).deadline_at is None
    workspaces.receive_data(workspace_id=second.pk, files=DATA)
    attempt.refresh_from_db()
    assert minutes_of(attempt) >= MINUTES


def test_what_we_could_not_prepare_is_asked_for_again() -> None:
    attempt, user = accepted(cast())
    workspace = workspace_of(attempt)
    sittings.start(attempt=attempt, by=user, at=NOW)
    workspaces.data_failed(workspace_id=workspace.pk)
    client_of(user).post(f"/api/v1/attempts/{attempt.pk}/start/")
    workspace.refresh_from_db()
    assert workspace.data_state == Workspace.DataState.PREPARING
    attempt.refresh_from_db()
    assert attempt.deadline_at is None


def test_nothing_is_saved_after_the_deadline() -> None:
    attempt, user = started(cast())
    end_the_time(attempt)
    response = client_of(user).put(
        f"/api/v1/workspaces/{workspace_of(attempt).pk}/files/late.py",
        {"text": "late", "base_revision": None},
    )
    assert (response.status_code, response.json()["code"]) == (409, "deadline_passed")


def test_nothing_is_saved_after_the_hand_in() -> None:
    attempt, user = started(cast())
    client_of(user).post(
        f"/api/v1/attempts/{attempt.pk}/hand-in/", headers={"Idempotency-Key": "k"}
    )
    with pytest.raises(AttemptHandedInError):
        sittings.lock_for_work(attempt_id=attempt.pk)


def test_only_one_of_candidate_and_deadline_hands_in() -> None:
    attempt, _ = started(cast())
    assert not sittings.hand_in_at_deadline(attempt=attempt)
    end_the_time(attempt)
    with pytest.raises(DeadlinePassedError):
        sittings.hand_in(attempt=attempt)
    assert sittings.hand_in_at_deadline(attempt=attempt)
    assert not sittings.hand_in_at_deadline(attempt=attempt)


def test_time_is_given_back_until_the_hand_in() -> None:
    attempt, _ = started(cast())
    sittings.credit_time(attempt_id=attempt.pk, lost=timedelta(minutes=5))
    attempt.refresh_from_db()
    assert minutes_of(attempt) == pytest.approx(MINUTES + 5, abs=0.1)
    sittings.hand_in(attempt=attempt)
    sittings.credit_time(attempt_id=attempt.pk, lost=timedelta(minutes=5))
    attempt.refresh_from_db()
    assert minutes_of(attempt) == pytest.approx(MINUTES + 5, abs=0.1)


def test_the_page_tells_the_servers_time() -> None:
    attempt, user = started(cast(), items=2)
    page: dict[str, Any] = client_of(user).get(f"/api/v1/attempts/{attempt.pk}/").json()
    assert page["server_now"] < page["deadline_at"]
    assert [item["position"] for item in page["items"]] == [1, 2]
    assert [item["data_state"] for item in page["items"]] == ["ready", "ready"]
    assert page["report_ready"] is False


def test_the_page_costs_the_same_for_many_items(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    attempt, user = started(cast(), items=6)
    client = client_of(user)
    with django_assert_max_num_queries(9):
        assert len(client.get(f"/api/v1/attempts/{attempt.pk}/").json()["items"]) == 6
