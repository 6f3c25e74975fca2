"""From a queued run to its result, with real processes and the toy challenge."""

import threading
import time
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from challenges.errors import GraderError
from challenges.report import PHASES
from sandbox.errors import ImageMissingError
from sandbox.process_runner import ProcessRunner
from tests.cast import cast, client_of
from tests.fakes.failing_runner import FailingRunner
from tests.fakes.toy import (
    accepted,
    scored_run,
    started,
    toy_pack,
    visible_run,
    workspace_of,
    write,
)
from tests.servers import wait_until
from vetting.attempts.models import Attempt
from vetting.runs.models import MAX_TRIES, Result, Run
from vetting.runs.services import acceptance, claims, leases
from vetting.runs.services.execution import execute

# Slow: each starts real processes.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(scope="module")
def runner() -> Iterator[ProcessRunner]:
    made = ProcessRunner(allow_no_isolation=True)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def a_process_that_goes_on() -> Iterator[None]:
    leases.shutting_down.clear()
    yield
    leases.shutting_down.clear()


def reference() -> dict[str, str]:
    return {"add": toy_pack().reference["add.py"].decode()}


def run_now(run: Run, runner: ProcessRunner | FailingRunner) -> Run:
    execute(run_id=run.pk, runner=runner, owner="test")
    return Run.objects.select_related("result").get(pk=run.pk)


def in_background(run: Run, runner: ProcessRunner) -> threading.Thread:
    def work() -> None:
        try:
            execute(run_id=run.pk, runner=runner, owner="background")
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def state_of(run: Run) -> str:
    return Run.objects.values_list("state", flat=True).get(pk=run.pk)


def test_data_is_prepared_from_the_attempts_own_seed(runner: ProcessRunner) -> None:
    people = cast()
    contents = set()
    for name in ("Carol", "Dave"):
        attempt, user = accepted(people, name)
        acceptance.order_preparations()
        run = run_now(Run.objects.get(workspace__attempt=attempt), runner)
        assert (run.state, run.result.outcome) == ("finished", "completed")
        assert run.result.phases.keys() == {"queue", "prepare"}
        assert run.result.phases["prepare"] > 0
        client_of(user).post(f"/api/v1/attempts/{attempt.pk}/start/")
        data = client_of(user).get(
            f"/api/v1/workspaces/{workspace_of(attempt).pk}/data/example.csv"
        )
        contents.add(data.content)
    assert len(contents) == 2


def test_a_good_submission_gets_its_score(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), **reference())
    run = run_now(scored_run(attempt, user), runner)
    assert (run.state, run.result.outcome, run.result.score) == ("finished", "completed", 1.0)
    check = run.result.checks.get()
    assert (check.name, check.score, len(check.values)) == ("distance", 1.0, 5)
    assert run.image_digest
    assert run.result.phases.keys() == {"queue", *PHASES}
    assert len(run.result.steps) == 5
    report = client_of(user).get(f"/api/v1/attempts/{attempt.pk}/report/").json()
    assert (report["state"], report["score"]) == ("ready", 1.0)


def test_the_visible_checks_answer(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), **reference())
    run = run_now(visible_run(attempt), runner)
    shown = client_of(user).get(f"/api/v1/runs/{run.pk}/").json()
    assert (shown["state"], shown["outcome"]) == ("finished", "completed")
    assert [finding["passed"] for finding in shown["findings"]] == [True]
    assert "added" in shown["output"]
    assert shown["score"] is None
    assert [phase["name"] for phase in shown["phases"]] == ["queue", *PHASES]
    assert shown["progress"]["done"] == shown["progress"]["total"] or shown["progress"]["label"]


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("raise SystemExit(3)", "exited"),
        ("pass", "malformed_output"),
        ("open('sum.txt', 'w').write('NaN')", "malformed_output"),
        ("open('sum.txt', 'wb').write(bytes(range(256)))", "malformed_output"),
        ("open('sum.txt', 'w').write('9' * 5000)", "output_too_large"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\x00' * 40); raise SystemExit(1)", "exited"),
    ],
)
def test_whatever_a_submission_does_has_a_name(
    runner: ProcessRunner, code: str, outcome: str
) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=code)
    run = run_now(scored_run(attempt, user), runner)
    assert (run.state, run.result.score) == ("finished", 0.0)
    assert run.result.outcome == outcome
    assert run.result.message
    assert "\x00" not in run.output


def test_two_identical_submissions_are_graded_alike(runner: ProcessRunner) -> None:
    people = cast()
    scores = []
    for name in ("Carol", "Dave"):
        attempt, user = started(people, name)
        Attempt.objects.filter(pk=attempt.pk).update(seed=1)
        attempt.workspaces.update(seed=7)
        write(workspace_of(attempt), **reference())
        scores.append(run_now(scored_run(attempt, user), runner).result.checks.get().values)
    assert scores[0] == scores[1]


def test_a_fault_of_ours_is_never_a_score(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    run = scored_run(attempt, user)
    for error in (ImageMissingError("python-ml"), GraderError("x", detail="secret")):
        Run.objects.update(next_dispatch_at=run.queued_at)
        after = run_now(run, FailingRunner(error))
        assert after.state == "queued"
        assert type(error).__name__ in after.failure
        assert not Result.objects.exists()
    after = run_now(run, FailingRunner())
    assert (after.state, after.tries) == ("failed", MAX_TRIES)
    assert (after.result.outcome, after.result.score) == ("platform_error", None)
    assert not execute(run_id=run.pk, runner=runner, owner="late")
    page = client_of(user).get(f"/api/v1/attempts/{attempt.pk}/report/")
    assert page.json()["state"] == "not_evaluated"
    assert "secret" not in page.content.decode()


def test_a_defect_of_ours_is_a_fault_of_ours() -> None:
    attempt, user = started(cast())
    after = run_now(scored_run(attempt, user), FailingRunner(ZeroDivisionError("oops")))
    assert (after.state, after.tries) == ("queued", 1)


def test_ten_deliveries_execute_once(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    run = scored_run(attempt, user)
    assert [execute(run_id=run.pk, runner=runner, owner="test") for _ in range(10)] == [
        True,
        *[False] * 9,
    ]
    assert Result.objects.count() == 1


SLOW = "import time\nprint('working', flush=True)\ntime.sleep(60)\n"


def test_people_watch_it_work(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = visible_run(attempt)
    worker = in_background(run, runner)
    client = client_of(user)

    def is_shown() -> bool:
        shown = client.get(f"/api/v1/runs/{run.pk}/").json()
        return "working" in shown["output"] and shown["progress"]["label"].startswith("Running")

    wait_until(is_shown, seconds=15, what="the live log")
    leases.shutting_down.set()
    worker.join(20)
    assert not worker.is_alive()


def test_a_worker_that_shuts_down_gives_its_run_back(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    worker = in_background(run, runner)
    wait_until(lambda: state_of(run) == "running", seconds=10, what="the claim")
    leases.shutting_down.set()
    began = time.monotonic()
    worker.join(20)
    assert time.monotonic() - began < 10
    run.refresh_from_db()
    assert (run.state, run.tries) == ("queued", 0)
    assert not Result.objects.exists()


def test_a_worker_whose_run_was_given_on_stops_and_writes_nothing(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    worker = in_background(run, runner)
    wait_until(lambda: state_of(run) == "running", seconds=10, what="the claim")
    Run.objects.filter(pk=run.pk).update(state="queued", leased_until=None)
    other = claims.claim(run_id=run.pk, owner="other")
    with override_settings(
        ENVIRONMENT=settings.ENVIRONMENT.model_copy(update={"renew_seconds": 0.2})
    ):
        worker.join(20)
    assert not worker.is_alive()
    assert other is not None
    run.refresh_from_db()
    assert (run.state, run.fence, run.lease_owner) == ("running", other.fence, "other")
    assert not Result.objects.exists()


def test_a_run_that_takes_too_long_is_not_kept(runner: ProcessRunner) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    with override_settings(
        ENVIRONMENT=settings.ENVIRONMENT.model_copy(update={"run_limit_seconds": 1.0})
    ):
        after = run_now(run, runner)
    assert (after.state, after.tries) == ("queued", 1)
    assert not Result.objects.exists()
