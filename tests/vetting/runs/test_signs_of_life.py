from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import NOW, cast
from tests.fakes.toy import started, visible_run
from vetting.runs.models import Run, Worker
from vetting.runs.selectors import worker_seen_at
from vetting.runs.services.claims import claim
from vetting.runs.services.heartbeats import note_worker

pytestmark = pytest.mark.django_db


def test_without_a_worker_there_is_no_sign() -> None:
    assert worker_seen_at() is None


def test_the_latest_sign_counts_and_old_workers_are_forgotten() -> None:
    note_worker(name="old", at=NOW - timedelta(days=3))
    note_worker(name="a", at=NOW - timedelta(minutes=5))
    note_worker(name="b", at=NOW)
    note_worker(name="b", at=NOW + timedelta(minutes=1))
    assert worker_seen_at() == NOW + timedelta(minutes=1)
    assert Worker.objects.count() == 2


def test_who_is_too_busy_for_the_watchdog_lives_by_its_lease() -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)
    note_worker(name="busy", at=NOW)
    claim(run_id=run.pk, owner="busy")
    seen_at = worker_seen_at()
    assert seen_at is not None
    assert abs((timezone.now() - seen_at).total_seconds()) < 30
    assert Run.objects.get().state == "running"
