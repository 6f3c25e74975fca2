"""What is accepted is in the database, once: with a broker or without one."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from tests.cast import cast, client_of
from tests.fakes.parallel import in_parallel
from tests.fakes.toy import accepted, scored_run, started, visible_run, workspace_of, write
from vetting.accounts.models import User
from vetting.attempts.errors import DataNotReadyError
from vetting.attempts.models import Attempt, Submission, Workspace
from vetting.attempts.services.submissions import submitted_files
from vetting.runs.errors import RunUnderWayError
from vetting.runs.models import Run
from vetting.runs.services import acceptance

pytestmark = pytest.mark.django_db


def hand_in(user: User, attempt: Attempt, key: str = "once") -> tuple[int, Any]:
    response = client_of(user).post(
        f"/api/v1/attempts/{attempt.pk}/hand-in/", headers={"Idempotency-Key": key}
    )
    return response.status_code, response.json()


def run_checks(user: User, attempt: Attempt, key: str = "once") -> tuple[int, Any]:
    response = client_of(user).post(
        f"/api/v1/workspaces/{workspace_of(attempt).pk}/runs/", headers={"Idempotency-Key": key}
    )
    return response.status_code, response.json()


def put_deadline(attempt: Attempt, *, seconds: float) -> None:
    """Move the deadline to so many seconds from now."""
    moved = timedelta(seconds=seconds)
    now = Attempt.objects.database_now(attempt.pk)
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=F("started_at") - timedelta(days=1), deadline_at=now + moved
    )


def test_running_the_checks_keeps_a_copy_of_what_is_saved() -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add="print('now')")
    status, body = run_checks(user, attempt)
    assert status == 201
    assert (body["kind"], body["state"], body["queue_position"]) == ("visible", "queued", 1)
    write(workspace_of(attempt), add="print('later')")
    assert submitted_files(Submission.objects.get()) == {"add.py": b"print('now')"}


def test_the_same_key_gives_the_same_run() -> None:
    attempt, user = started(cast())
    _, first = run_checks(user, attempt)
    put_deadline(attempt, seconds=-1)
    assert run_checks(user, attempt) == (201, first)
    assert Run.objects.count() == 1


def test_one_run_at_a_time() -> None:
    attempt, user = started(cast())
    run_checks(user, attempt, "a")
    status, body = run_checks(user, attempt, "b")
    assert (status, body["code"]) == (409, "run_under_way")
    Run.objects.update(state="finished", finished_at=F("queued_at"))
    assert run_checks(user, attempt, "c")[0] == 201


def test_the_checks_wait_for_the_data() -> None:
    attempt, user = started(cast())
    Workspace.objects.update(data_state="preparing")
    with pytest.raises(DataNotReadyError):
        visible_run(attempt)
    assert run_checks(user, attempt)[1]["code"] == "data_not_ready"


@pytest.mark.parametrize("key", ["", " ", "ü", "x" * 81, "a b", "a\tb"])
def test_a_key_must_be_a_key(key: str) -> None:
    attempt, user = started(cast())
    for status, body in (run_checks(user, attempt, key), hand_in(user, attempt, key)):
        assert (status, body["code"]) == (400, "idempotency_key")
    assert not Run.objects.exists()


def test_handing_in_queues_one_scored_run_for_each_item() -> None:
    attempt, user = started(cast(), items=2)
    status, body = hand_in(user, attempt)
    assert (status, body["state"], body["handed_in_by"]) == (200, "handed_in", "candidate")
    runs = Run.objects.filter(kind="scored")
    assert {run.workspace_id for run in runs} == {one.pk for one in attempt.workspaces.all()}
    assert {run.seed for run in runs} == {one.seed for one in attempt.workspaces.all()}


def test_a_second_post_gives_the_first_answer() -> None:
    attempt, user = started(cast())
    _, first = hand_in(user, attempt)
    for key in ("once", "another"):
        status, again = hand_in(user, attempt, key)
        assert status == 200
        assert again["handed_in_at"] == first["handed_in_at"]
    assert Run.objects.count() == 1


def test_a_late_hand_in_is_refused_and_the_saved_work_handed_in() -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add="print('saved in time')")
    put_deadline(attempt, seconds=-1)
    status, body = hand_in(user, attempt)
    assert (status, body["code"]) == (409, "deadline_passed")
    assert not Run.objects.exists()
    assert acceptance.hand_in_due() == 1
    assert acceptance.hand_in_due() == 0
    attempt.refresh_from_db()
    assert attempt.handed_in_by == "deadline"
    assert submitted_files(Submission.objects.get()) == {"add.py": b"print('saved in time')"}
    assert hand_in(user, attempt)[1]["code"] == "deadline_passed"


def test_what_is_not_started_cannot_be_handed_in() -> None:
    attempt, user = accepted(cast())
    assert hand_in(user, attempt)[1]["code"] == "attempt_not_started"


def test_the_database_keeps_a_second_scored_run_out() -> None:
    attempt, user = started(cast())
    run = scored_run(attempt, user)
    assert run.submission is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        acceptance.queue_scored_run(workspace=run.workspace, submission=run.submission)


def test_each_waiting_workspace_gets_one_preparation() -> None:
    accepted(cast(), items=3)
    acceptance.order_preparations()
    acceptance.order_preparations()
    assert Run.objects.filter(kind="prepare").count() == 3


def test_no_data_is_made_for_what_is_handed_in() -> None:
    attempt, user = started(cast())
    attempt.workspaces.update(data_state="preparing")
    acceptance.hand_in(attempt=attempt, by=user)
    assert acceptance.order_preparations() == 0


@pytest.mark.django_db(transaction=True)
def test_fifty_posts_at_the_deadline_end_in_one_hand_in() -> None:
    attempt, user = started(cast())
    put_deadline(attempt, seconds=0.4)

    def post(number: int) -> int:
        if number % 10 == 0:
            acceptance.hand_in_due()
            return 0
        return hand_in(user, attempt, f"k{number}")[0]

    statuses = set(in_parallel(50, post))
    acceptance.hand_in_due()
    put_deadline(attempt, seconds=-1)
    acceptance.hand_in_due()
    assert statuses <= {0, 200, 409}
    attempt.refresh_from_db()
    assert attempt.state == "handed_in"
    assert Submission.objects.count() == 1
    assert Run.objects.count() == 1
    # Whoever was told that it is handed in by them was told the truth.
    assert (200 in statuses) == (attempt.handed_in_by == "candidate")


@pytest.mark.django_db(transaction=True)
def test_parallel_requests_for_checks_make_one_run() -> None:
    attempt, user = started(cast())

    def post(number: int) -> tuple[int, Any]:
        status, body = run_checks(user, attempt, "same" if number % 2 else f"k{number}")
        return status, body.get("id", body.get("code"))

    answers = in_parallel(12, post)
    run = Run.objects.get()
    accepted_ids = {body for status, body in answers if status == 201}
    assert accepted_ids == {str(run.pk)}
    assert {body for status, body in answers if status != 201} <= {"run_under_way"}


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_order_and_hand_in_once() -> None:
    people = cast()
    accepted(people, "Carol", items=2)
    late, _ = started(people, "Dave")
    put_deadline(late, seconds=-1)
    in_parallel(6, lambda _: acceptance.order_preparations())
    assert Run.objects.filter(kind="prepare").count() == 2
    handed_in = in_parallel(6, lambda _: acceptance.hand_in_due())
    assert sum(handed_in) == 1


def test_a_run_under_way_is_refused_by_the_service_too() -> None:
    attempt, _ = started(cast())
    visible_run(attempt, "a")
    with pytest.raises(RunUnderWayError):
        visible_run(attempt, "b")
