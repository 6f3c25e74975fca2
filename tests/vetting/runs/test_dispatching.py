"""Hints leave in fair order, a few at a time, and each is sent once."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from kombu.exceptions import OperationalError

from tests.cast import NOW, cast
from tests.fakes.parallel import in_parallel
from tests.fakes.toy import accepted, started, visible_run
from vetting.runs import queue
from vetting.runs.models import Run
from vetting.runs.services import acceptance
from vetting.runs.services.dispatching import Waiting, dispatch, fair_order, forget_hints


@pytest.fixture
def hints(monkeypatch: pytest.MonkeyPatch) -> list[uuid.UUID]:
    """What the broker was given."""
    sent: list[uuid.UUID] = []
    monkeypatch.setattr(queue, "hint_execution", sent.append)
    return sent


def waiting(name: str, organization: str, *, age: int = 0, priority: int = 2) -> Waiting:
    return Waiting(
        run_id=uuid.uuid5(uuid.NAMESPACE_OID, f"{name}{age}"),
        priority=priority,
        queued_at=NOW - timedelta(seconds=age),
        candidate=uuid.uuid5(uuid.NAMESPACE_OID, name),
        organization=uuid.uuid5(uuid.NAMESPACE_OID, organization),
    )


def test_two_hundred_runs_of_one_do_not_keep_another_waiting() -> None:
    many = [waiting("Eve", "Elsewhere", age=900 - number) for number in range(200)]
    one = waiting("Carol", "Northwind", age=1)
    assert fair_order([*many, one], under_way={})[1] == one


def test_candidates_of_one_organization_take_turns() -> None:
    first, second = waiting("Eve", "Northwind", age=9), waiting("Eve", "Northwind", age=8)
    other = waiting("Carol", "Northwind", age=1)
    assert fair_order([first, second, other], under_way={}) == [first, other, second]


def test_who_has_much_in_work_waits_for_the_others() -> None:
    busy, idle = waiting("Eve", "Elsewhere", age=9), waiting("Carol", "Northwind", age=1)
    assert fair_order([busy, idle], under_way={busy.organization: 2}) == [idle, busy]


def test_where_somebody_waits_it_comes_first() -> None:
    scored, visible = (
        waiting("Eve", "Elsewhere", age=9),
        waiting("Carol", "Northwind", priority=1),
    )
    assert fair_order([scored, visible], under_way={}) == [visible, scored]


@pytest.mark.django_db
def test_each_run_is_hinted_once(hints: list[uuid.UUID]) -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)
    assert dispatch() == 1
    assert dispatch() == 0
    assert hints == [run.pk]


@pytest.mark.django_db
def test_a_hint_that_nobody_took_is_sent_again(hints: list[uuid.UUID]) -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)
    dispatch()
    long_ago = NOW - timedelta(days=999)
    Run.objects.update(next_dispatch_at=long_ago)
    dispatch()
    assert hints == [run.pk, run.pk]


@pytest.mark.django_db
def test_hints_of_a_broker_that_is_gone_are_sent_anew(hints: list[uuid.UUID]) -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)
    dispatch()
    assert forget_hints() == 1
    assert dispatch() == 1
    assert hints == [run.pk, run.pk]


@pytest.mark.django_db
def test_the_backlog_stays_in_the_database(hints: list[uuid.UUID]) -> None:
    accepted(cast(), items=settings.ENVIRONMENT.dispatch_window + 5)
    acceptance.order_preparations()
    assert dispatch() == settings.ENVIRONMENT.dispatch_window
    assert dispatch() == 0
    Run.objects.filter(pk__in=hints[:3]).update(
        state="running", leased_until=NOW, started_at=NOW, hinted=False
    )
    assert dispatch() == 3


@pytest.mark.django_db
def test_without_a_broker_the_run_waits_and_is_tried_again_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)

    def no_broker(_: uuid.UUID) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(queue, "hint_execution", no_broker)
    assert dispatch() == 0
    before = run.next_dispatch_at
    run.refresh_from_db()
    assert run.state == "queued"
    assert run.next_dispatch_at - before < timedelta(seconds=10)


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_send_each_hint_once(hints: list[uuid.UUID]) -> None:
    accepted(cast(), items=10)
    acceptance.order_preparations()
    sent = in_parallel(4, lambda _: dispatch())
    assert sum(sent) == 10
    assert len(set(hints)) == len(hints) == 10


@pytest.mark.django_db
def test_a_dispatch_costs_the_same_for_a_long_queue(
    hints: list[uuid.UUID], django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    accepted(cast(), items=40)
    acceptance.order_preparations()
    dispatch()
    with django_assert_max_num_queries(1):  # the window is full
        dispatch()
