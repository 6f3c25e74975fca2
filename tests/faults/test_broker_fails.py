"""Messages may vanish, come twice or come late: rows decide."""

import time

import pytest

from tests.cast import Cast, cast
from tests.fakes.toy import scored_run, started, toy_pack, visible_run, workspace_of, write
from tests.faults.platform import Platform, assert_settled, fresh, wait_for_work
from tests.faults.test_worker_dies import SLOW
from vetting.runs.models import Run

pytestmark = pytest.mark.slow  # they wait for leases to run out


def good_run(people: Cast, name: str = "Carol") -> Run:
    attempt, user = started(people, name)
    write(workspace_of(attempt), add=toy_pack().reference["add.py"].decode())
    return scored_run(attempt, user)


def slow_run(people: Cast) -> Run:
    attempt, _ = started(people)
    write(workspace_of(attempt), add=SLOW)
    return visible_run(attempt)


def wait_until_hinted(run: Run) -> None:
    deadline = time.monotonic() + 20
    while not fresh(run).hinted:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_emptied_redis_loses_nothing(platform: Platform) -> None:
    platform.start_dispatcher()
    run = good_run(cast())
    wait_until_hinted(run)
    platform.redis.flush_all()
    platform.start_worker()
    assert_settled(run)


def test_redis_emptied_at_work_loses_nothing(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    people = cast()
    first = slow_run(people)
    wait_for_work(first)
    platform.redis.flush_all()
    later = good_run(people, "Dave")
    assert_settled(first, later)
    assert fresh(first).tries == 1


def test_a_restarted_redis_changes_nothing(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    people = cast()
    first = slow_run(people)
    wait_for_work(first)
    platform.redis.restart()
    later = good_run(people, "Dave")
    assert_settled(first, later)
    assert fresh(first).tries == 1


def test_work_is_accepted_and_finished_while_redis_is_away(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    people = cast()
    first = slow_run(people)
    wait_for_work(first)
    platform.redis.kill()
    later = good_run(people, "Dave")
    assert_settled_while_away(first)
    time.sleep(5)
    assert fresh(later).state == "queued"
    platform.redis.start()
    assert_settled(first, later)
    assert fresh(first).tries == 1


def assert_settled_while_away(run: Run) -> None:
    deadline = time.monotonic() + 30
    while fresh(run).state != "finished":
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_frozen_redis_is_waited_for(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    platform.redis.pause()
    began = time.monotonic()
    run = good_run(cast())
    assert time.monotonic() - began < 15
    platform.redis.resume()
    assert_settled(run)


def test_a_worker_that_takes_nothing_ends_itself(platform: Platform) -> None:
    platform.start_dispatcher()
    deaf = platform.start_as_worker("-m", "tests.faults.deaf_worker")
    run = good_run(cast())
    assert deaf.popen.wait(60) == 0
    assert "takes none" in deaf.log.read_text()
    assert fresh(run).state == "queued"
    platform.start_worker()
    assert_settled(run)


def test_ten_deliveries_are_one_execution(platform: Platform) -> None:
    run = good_run(cast())
    platform.deliver(run, times=10)
    platform.start_dispatcher()
    platform.start_worker(slots=2)
    assert_settled(run)
    assert fresh(run).tries == 1


def test_two_dispatchers_and_two_workers_do_each_run_once(platform: Platform) -> None:
    people = cast()
    runs = [good_run(people, f"Candidate{number}") for number in range(8)]
    for _ in range(2):
        platform.start_dispatcher()
    for _ in range(2):
        platform.start_worker()
    assert_settled(*runs)
    assert {fresh(run).tries for run in runs} == {1}
