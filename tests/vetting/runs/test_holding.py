"""One worker at a time has a run, and only who has it writes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from challenges.report import CheckScore
from tests.cast import cast
from tests.fakes.parallel import in_parallel
from tests.fakes.toy import accepted, scored_run, started, visible_run, workspace_of
from vetting.attempts.models import Attempt
from vetting.runs.errors import LeaseLostError
from vetting.runs.models import MAX_TRIES, CheckResult, Result, Run
from vetting.runs.services import acceptance, claims, endings, reaping
from vetting.runs.services.verdicts import Verdict

pytestmark = pytest.mark.django_db


def queued() -> Run:
    attempt, user = started(cast())
    return scored_run(attempt, user)


def claim(run: Run, owner: str = "first") -> Run:
    claimed = claims.claim(run_id=run.pk, owner=owner)
    assert claimed is not None
    return claimed


def silence(run: Run) -> None:
    """As if the worker had given no sign of life for longer than the lease."""
    Run.objects.filter(pk=run.pk).update(leased_until=F("leased_until") - timedelta(hours=1))


def now_due() -> None:
    Run.objects.filter(state="queued").update(next_dispatch_at=F("queued_at"))


def verdict(score: float = 0.8) -> Verdict:
    check = CheckScore(
        name="distance",
        title="Distance",
        competency="data-engineering",
        unit="",
        weight=1.0,
        must_not=True,
        value=1.0,
        floor=9.0,
        ceiling=0.0,
        score=score,
        score_error=0.01,
        evidence="near\x00",
        values=[1.0] * 5,
    )
    return Verdict(outcome="completed", score=score, score_error=0.01, checks=[check])


def test_a_claim_counts_the_try_before_the_work() -> None:
    run = claim(queued())
    assert (run.state, run.tries, run.fence, run.lease_owner) == ("running", 1, 1, "first")
    assert run.leased_until is not None
    assert run.started_at is not None
    assert 50 < (run.leased_until - run.started_at).total_seconds() < 70


def test_a_hint_that_comes_again_finds_nothing_to_do() -> None:
    run = queued()
    claim(run)
    assert [claims.claim(run_id=run.pk, owner="late") for _ in range(10)] == [None] * 10
    assert claims.claim(run_id=uuid4(), owner="lost") is None


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_one_wins() -> None:
    run = queued()
    won = in_parallel(10, lambda number: claims.claim(run_id=run.pk, owner=f"worker {number}"))
    assert sum(one is not None for one in won) == 1
    run.refresh_from_db()
    assert (run.tries, run.fence) == (1, 1)


def test_a_finished_run_has_one_result() -> None:
    run = claim(queued())
    endings.finish(run=run, verdict=verdict())
    run.refresh_from_db()
    assert (run.state, run.leased_until) == ("finished", None)
    assert run.finished_at is not None
    assert Result.objects.get().score == 0.8
    assert CheckResult.objects.get().evidence == "near\N{REPLACEMENT CHARACTER}"
    assert claims.claim(run_id=run.pk, owner="late") is None


def ago(*, minutes: float) -> None:
    """As if every run had been queued so much earlier."""
    Run.objects.update(queued_at=F("queued_at") - timedelta(minutes=minutes))


def test_the_wait_for_the_claim_is_kept_with_the_phases_that_were_measured() -> None:
    run = queued()
    ago(minutes=7)
    endings.finish(run=claim(run), verdict=Verdict(outcome="exited", phases={"execute": 2.5}))
    phases = Result.objects.get().phases
    assert phases.keys() == {"queue", "execute"}
    assert 420 <= phases["queue"] < 425
    assert phases["execute"] == 2.5


def test_tries_that_failed_through_us_are_part_of_the_wait() -> None:
    run = queued()
    ago(minutes=2)
    endings.fault(run=claim(run), reason="the engine is silent")
    ago(minutes=3)
    now_due()
    endings.finish(run=claim(run), verdict=verdict())
    assert 300 <= Result.objects.get().phases["queue"] < 305


def test_finishing_again_after_a_lost_answer_changes_nothing() -> None:
    run = claim(queued())
    endings.finish(run=run, verdict=verdict(0.8))
    endings.finish(run=run, verdict=verdict(0.1))
    assert Result.objects.get().score == 0.8


def test_a_late_writer_cannot_write() -> None:
    run = queued()
    slow = claim(run, "slow")
    silence(run)
    assert reaping.reap_leases() == 1
    fast = claim(run, "fast")
    assert fast.fence == slow.fence + 1
    with pytest.raises(LeaseLostError):
        endings.finish(run=slow, verdict=verdict(0.1))
    assert not claims.renew(run=slow)
    assert not claims.show_progress(run=slow, done=1, total=1, label="x", output="x")
    endings.fault(run=slow, reason="late")
    assert not Result.objects.exists()
    endings.finish(run=fast, verdict=verdict(0.9))
    with pytest.raises(LeaseLostError):
        endings.finish(run=slow, verdict=verdict(0.1))
    assert Result.objects.get().score == 0.9


@pytest.mark.django_db(transaction=True)
def test_of_finishing_and_reaping_at_once_one_wins() -> None:
    run = claim(queued())
    silence(run)

    def act(number: int) -> str:
        if number % 2:
            return "reaped" if reaping.reap_leases() else ""
        try:
            endings.finish(run=run, verdict=verdict())
        except LeaseLostError:
            return ""
        return "finished"

    done = set(in_parallel(8, act)) - {""}
    run.refresh_from_db()
    assert done in ({"finished"}, {"reaped"})
    assert run.state == ("finished" if done == {"finished"} else "queued")
    assert Result.objects.count() == (1 if run.state == "finished" else 0)


def test_what_cannot_be_a_score_is_not_written() -> None:
    for score in (1.5, -0.1, float("nan"), float("inf")):
        run = claim(queued_again())
        with pytest.raises(IntegrityError), transaction.atomic():
            endings.finish(run=run, verdict=verdict(score))
        run.refresh_from_db()
        assert run.state == "running"
        endings.finish(run=run, verdict=verdict())


def queued_again() -> Run:
    existing = Run.objects.filter(kind="visible").first()
    if existing is None:
        attempt, _ = started(cast())
        return visible_run(attempt)
    return visible_run(existing.workspace.attempt, uuid4().hex)


def test_a_fault_of_ours_is_tried_again_later_and_never_a_score() -> None:
    run = claim(queued())
    endings.fault(run=run, reason="ImageMissingError: python-ml")
    run.refresh_from_db()
    assert (run.state, run.tries, run.leased_until) == ("queued", 1, None)
    assert run.next_dispatch_at > run.queued_at
    assert not Run.objects.due().exists()
    assert not Result.objects.exists()


def test_after_three_tries_it_is_not_evaluated() -> None:
    run = queued()
    for _ in range(MAX_TRIES):
        now_due()
        endings.fault(run=claim(run), reason="the engine is silent")
    run.refresh_from_db()
    assert (run.state, run.tries) == ("failed", MAX_TRIES)
    result = Result.objects.get()
    assert (result.outcome, result.score) == ("platform_error", None)
    assert "our fault" in result.message
    assert claims.claim(run_id=run.pk, owner="late") is None


def test_a_submission_that_kills_its_workers_ends() -> None:
    run = queued()
    for _ in range(MAX_TRIES):
        claim(run)
        silence(run)
        assert reaping.reap_leases() == 1
    assert reaping.reap_leases() == 0
    run.refresh_from_db()
    assert run.state == "failed"


def test_a_live_lease_is_not_reaped() -> None:
    run = claim(queued())
    assert reaping.reap_leases() == 0
    assert reaping.is_live({"run": str(run.pk), "fence": "1"})
    assert not reaping.is_live({"run": str(run.pk), "fence": "0"})
    silence(run)
    assert not reaping.is_live({"run": str(run.pk), "fence": "1"})
    assert reaping.is_live({"purpose": "somebody else's"})


@pytest.mark.django_db(transaction=True)
def test_two_reapers_take_a_run_back_once() -> None:
    run = claim(queued())
    silence(run)
    assert sum(in_parallel(6, lambda _: reaping.reap_leases())) == 1
    run.refresh_from_db()
    assert (run.state, run.tries) == ("queued", 1)


def test_giving_back_costs_no_try() -> None:
    run = claim(queued())
    claims.give_back(run=run)
    run.refresh_from_db()
    assert (run.state, run.tries, run.fence) == ("queued", 0, 1)
    assert claim(run).fence == 2


def test_data_arrives_with_the_end_of_its_run() -> None:
    attempt, _ = accepted(cast())
    acceptance.order_preparations()
    run = claim(Run.objects.get())
    endings.finish(run=run, verdict=Verdict(outcome="completed", data={"a.csv": b"1"}))
    workspace = workspace_of(attempt)
    assert workspace.data_state == "ready"
    assert [file.path for file in workspace.data_files.all()] == ["a.csv"]


def test_data_that_cannot_be_made_stops_no_clock() -> None:
    attempt, _ = accepted(cast())
    acceptance.order_preparations()
    for _ in range(MAX_TRIES):
        now_due()
        endings.fault(run=claim(Run.objects.get()), reason="x")
    assert workspace_of(attempt).data_state == "failed"
    acceptance.order_preparations()
    assert Run.objects.count() == 1


def test_time_lost_to_our_faults_is_given_back() -> None:
    attempt, _ = started(cast())
    run = visible_run(attempt)
    minutes = timedelta(minutes=7)
    Run.objects.update(queued_at=F("queued_at") - minutes)
    Attempt.objects.update(started_at=F("started_at") - timedelta(days=1))
    before = attempt.deadline_at
    for _ in range(MAX_TRIES):
        now_due()
        endings.fault(run=claim(run), reason="x")
    attempt.refresh_from_db()
    assert before is not None
    assert attempt.deadline_at is not None
    assert attempt.deadline_at - before >= minutes
    assert visible_run(attempt, "next").state == "queued"


def test_a_run_that_goes_well_gives_no_time() -> None:
    attempt, _ = started(cast())
    run = claim(visible_run(attempt))
    endings.finish(run=run, verdict=Verdict(outcome="exited"))
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert attempt.deadline_at == before
