"""What goes wrong with us is tried again, then said, and is never a score."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from challenges.catalog import Pack
from tests.cast import cast, client_of
from tests.fakes.toy import scored_run, started, toy_pack, visible_run, workspace_of, write
from tests.faults.platform import Platform, assert_settled, fresh, wait_for_state, wait_for_work
from tests.faults.test_worker_dies import SLOW, slow_visible_run
from tests.servers import PostgresServer
from vetting.assessments.models import ChallengeVersion
from vetting.attempts.models import Attempt
from vetting.runs.models import MAX_TRIES, Result, Run

pytestmark = pytest.mark.slow  # they wait for leases to run out


def break_image() -> None:
    """Let every published challenge name an image that this host does not have."""
    files = dict(toy_pack().files)
    files["challenge.toml"] = b'image = "nowhere"\n' + files["challenge.toml"]
    broken = Pack.from_files(files, name="broken")
    ChallengeVersion.objects.update(archive=broken.pack_bytes(), digest=broken.digest)


def test_a_pack_that_was_spoilt_in_the_database_is_no_score(platform: Platform) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    ChallengeVersion.objects.update(digest="sha256:" + "0" * 64)
    platform.start_dispatcher()
    platform.start_worker()
    failed = wait_for_state(run, Run.State.FAILED)
    assert (failed.tries, failed.leased_until) == (MAX_TRIES, None)
    assert "PackSpoiltError" in failed.failure
    assert Result.objects.get(run=run).score is None


def test_a_missing_image_is_no_score(platform: Platform) -> None:
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    break_image()
    platform.start_dispatcher()
    platform.start_worker()
    failed = wait_for_state(run, Run.State.FAILED)
    assert (failed.tries, failed.leased_until) == (MAX_TRIES, None)
    assert "ImageMissingError" in failed.failure
    result = Result.objects.get()
    assert (result.outcome, result.score, result.score_error) == ("platform_error", None, None)
    report = client_of(user).get(f"/api/v1/attempts/{attempt.pk}/report/").json()
    assert (report["state"], report["score"]) == ("not_evaluated", None)
    assert "nowhere" not in str(report)


def test_the_candidates_clock_gets_back_what_we_wasted(platform: Platform) -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)
    break_image()
    Run.objects.update(queued_at=F("queued_at") - timedelta(minutes=3))
    platform.start_dispatcher()
    platform.start_worker()
    wait_for_state(run, Run.State.FAILED)
    before = attempt.deadline_at
    attempt = Attempt.objects.get()
    assert before is not None
    assert attempt.deadline_at is not None
    assert attempt.deadline_at - before > timedelta(minutes=3)


def test_a_restarted_database_loses_nothing(platform: Platform, postgres: PostgresServer) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    run = slow_visible_run()
    wait_for_work(run)
    postgres.restart()
    connection.close()
    assert_settled(run)
    assert fresh(run).tries == 1


def test_a_database_that_is_away_longer_than_the_lease_loses_nothing(
    platform: Platform, postgres: PostgresServer
) -> None:
    platform.start_dispatcher()
    platform.start_worker()
    run = slow_visible_run()
    wait_for_work(run)
    postgres.kill()
    connection.close()
    time.sleep(6)
    postgres.start()
    assert_settled(run)
