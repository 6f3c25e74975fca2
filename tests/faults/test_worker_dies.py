"""Whatever becomes of a worker, what it had in hand ends in one result."""

import os
import signal
import time

import pytest

from tests.cast import cast
from tests.fakes.toy import scored_run, started, visible_run, workspace_of, write
from tests.faults.platform import (
    SHORT,
    Platform,
    assert_settled,
    fresh,
    wait_for_state,
    wait_for_work,
)
from vetting.runs.models import MAX_TRIES, Result, Run

pytestmark = pytest.mark.slow  # they wait for leases to run out

SLOW = """
import time
print("working", flush=True)
time.sleep(2)
with open("data/numbers.csv") as file:
    total = sum(int(line) for line in file)
with open("sum.txt", "w") as file:
    file.write(str(total))
"""


def slow_visible_run() -> Run:
    attempt, _ = started(cast())
    write(workspace_of(attempt), add=SLOW)
    return visible_run(attempt)


def test_a_killed_child_costs_one_try(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    run = slow_visible_run()
    os.kill(wait_for_work(run), signal.SIGKILL)
    assert_settled(run)
    assert fresh(run).tries == 2


def test_a_killed_worker_is_replaced(platform: Platform) -> None:
    platform.start_dispatcher()
    worker = platform.start_worker()
    run = slow_visible_run()
    wait_for_work(run)
    worker.kill()
    platform.start_worker()
    assert_settled(run)
    assert fresh(run).tries == 2


def test_killed_worker_and_dispatcher_leave_nothing_behind(platform: Platform) -> None:
    dispatcher = platform.start_dispatcher()
    worker = platform.start_worker()
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    wait_for_work(run)
    dispatcher.kill()
    worker.kill()
    assert fresh(run).state == "running"
    platform.start_dispatcher()
    platform.start_worker()
    assert_settled(run)
    assert Result.objects.get().score == 1.0


def test_a_worker_that_is_asked_to_end_finishes_first(platform: Platform) -> None:
    platform.start_dispatcher()
    worker = platform.start_worker()
    run = slow_visible_run()
    wait_for_work(run)
    assert worker.terminate() == 0
    assert_settled(run, seconds=1)
    assert fresh(run).tries == 1


def test_a_worker_that_sleeps_past_its_lease_writes_nothing(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    run = slow_visible_run()
    sleeper = wait_for_work(run)
    os.kill(sleeper, signal.SIGSTOP)
    wait_for_state(run, Run.State.QUEUED)
    platform.start_worker()
    finished = wait_for_state(run, Run.State.FINISHED)
    assert finished.fence == 2
    os.kill(sleeper, signal.SIGCONT)
    time.sleep(SHORT["lease_seconds"])
    assert_settled(run)
    assert fresh(run).lease_owner == finished.lease_owner


def test_a_submission_that_kills_its_worker_ends(platform: Platform) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    run = slow_visible_run()
    for number in range(MAX_TRIES):
        wait_for_state(run, Run.State.RUNNING)
        while fresh(run).tries == number:
            time.sleep(0.05)
        os.kill(wait_for_work(run), signal.SIGKILL)
        wait_for_state(run, Run.State.QUEUED, Run.State.FAILED)
    failed = wait_for_state(run, Run.State.FAILED)
    result = Result.objects.get()
    assert (failed.tries, result.outcome, result.score) == (MAX_TRIES, "platform_error", None)
