"""Reads that are not one row: places in the queue, attempts with their runs, reports."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, TextChoices

from challenges.competencies import COMPETENCIES
from vetting.accounts.models import User
from vetting.attempts.models import Attempt, Submission, Workspace
from vetting.profiles.selectors import item_weight, weights_by_opening
from vetting.runs.models import CheckResult, Result, Run, Worker
from vetting.runs.phases import Phase, in_order

ENDED = (Run.State.FINISHED, Run.State.FAILED)


class ReportState(TextChoices):
    PENDING = "pending"
    READY = "ready"
    NOT_EVALUATED = "not_evaluated"


# A report is ready when each of its items is; otherwise it is the first of these.
UNFINISHED = (ReportState.PENDING, ReportState.NOT_EVALUATED)


@dataclass(frozen=True, kw_only=True)
class AttemptItem:
    workspace: Workspace
    last_run: Run | None


@dataclass(frozen=True, kw_only=True)
class AttemptPage:
    attempt: Attempt
    server_now: datetime
    items: list[AttemptItem]
    report_ready: bool


@dataclass(frozen=True, kw_only=True)
class ReportItem:
    """One item of a report. Where scores are not revealed, `score` is None and `checks` empty."""

    title: str
    state: ReportState
    weight: float
    outcome: str | None = None
    message: str = ""
    score: float | None = None
    score_error: float | None = None
    competencies: list[dict[str, Any]] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Report:
    attempt_id: UUID
    state: ReportState
    assessment_title: str
    scores_revealed: bool
    score: float | None
    items: list[ReportItem]


@dataclass(frozen=True, kw_only=True)
class RunPage:
    """A run with what of it the reader may see."""

    run: Run
    outcome: str | None
    message: str
    queue_position: int | None
    output: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    score: float | None = None
    score_error: float | None = None
    competencies: list[dict[str, Any]] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class SubmittedRun:
    id: UUID
    state: str
    outcome: str | None
    output: str
    phases: list[Phase]


@dataclass(frozen=True, kw_only=True)
class SubmissionPage:
    submission: Submission
    workspace_title: str
    run: SubmittedRun | None


def worker_seen_at() -> datetime | None:
    """When a worker last gave proof that it takes work: a watchdog message, or a lease in use."""
    heard = Worker.objects.aggregate(at=Max("seen_at"))["at"]
    # Where every worker is busy, the watchdog has to wait, but leases are renewed.
    until = Run.objects.filter(state=Run.State.RUNNING).aggregate(at=Max("leased_until"))["at"]
    leased = until - timedelta(seconds=settings.ENVIRONMENT.lease_seconds) if until else None
    return max((at for at in (heard, leased) if at), default=None)


def queue_position(run: Run) -> int | None:
    """How many come first, and this one: an estimate, because turns are taken."""
    if run.state != Run.State.QUEUED:
        return None
    ahead = Q(priority__lt=run.priority) | Q(priority=run.priority, queued_at__lt=run.queued_at)
    return Run.objects.claimable().filter(ahead).exclude(pk=run.pk).count() + 1


def run_page(run: Run, *, user: User) -> RunPage:
    """Show a run that is visible to `user`.

    Of a scored run, its candidate reads only how it ended: the log may quote hidden data, and the
    numbers are the report's. Raters read the log; the numbers wait beside their scorecard.
    """
    result: Result | None = getattr(run, "result", None)
    page = RunPage(
        run=run,
        outcome=result.outcome if result else None,
        message=result.message if result else "",
        queue_position=queue_position(run),
    )
    is_own = Attempt.objects.sat_by(user).filter(workspaces=run.workspace_id).exists()
    if run.kind == Run.Kind.SCORED and is_own:
        return page
    page = replace(page, output=run.output)
    if result is None:
        return page
    page = replace(
        page, findings=result.findings, steps=result.steps, phases=in_order(result.phases)
    )
    if not Run.objects.scores_visible_to(user).filter(pk=run.pk).exists():
        return page
    return replace(
        page,
        score=result.score,
        score_error=result.score_error,
        competencies=competency_scores(result),
        checks=list(result.checks.all()),
    )


def submission_page(submission: Submission) -> SubmissionPage:
    run = (
        Run.objects.filter(submission=submission, kind=Run.Kind.SCORED)
        .select_related("result")
        .order_by("-queued_at")
        .first()
    )
    result: Result | None = getattr(run, "result", None)
    return SubmissionPage(
        submission=submission,
        workspace_title=submission.workspace.item.challenge_version.title,
        run=None
        if run is None
        else SubmittedRun(
            id=run.pk,
            state=run.state,
            outcome=result.outcome if result else None,
            output=run.output,
            phases=in_order(result.phases) if result else [],
        ),
    )


def attempt_page(attempt_id: UUID) -> AttemptPage:
    attempt = Attempt.objects.select_related(
        "assessment", "application__candidate", "application__opening__organization"
    ).get(pk=attempt_id)
    workspaces = list(_workspaces_of(attempt))
    runs = (
        Run.objects.filter(workspace__in=workspaces)
        .exclude(kind=Run.Kind.PREPARE)
        .select_related("result")
        .defer("output")
        .order_by("queued_at")
    )
    visible = {run.workspace_id: run for run in runs if run.kind == Run.Kind.VISIBLE}
    scored = [run for run in runs if run.kind == Run.Kind.SCORED]
    return AttemptPage(
        attempt=attempt,
        server_now=Attempt.objects.database_now(attempt_id),
        items=[
            AttemptItem(workspace=workspace, last_run=visible.get(workspace.pk))
            for workspace in workspaces
        ],
        report_ready=bool(scored) and all(run.state in ENDED for run in scored),
    )


def report(attempt: Attempt, *, reveals_scores: bool) -> Report:
    """Return what was measured in a handed-in attempt; `pending` until every run has ended."""
    runs = (
        Run.objects.filter(workspace__attempt=attempt, kind=Run.Kind.SCORED)
        .select_related("result")
        .prefetch_related("result__checks")
        .defer("output")
        .order_by("queued_at")
    )
    latest = {run.workspace_id: run for run in runs}
    pairs = [(workspace, latest.get(workspace.pk)) for workspace in _workspaces_of(attempt)]
    states = {_state(run) for _, run in pairs}
    state = next((one for one in UNFINISHED if one in states), ReportState.READY)
    opening_id = attempt.application.opening_id
    weights = weights_by_opening([opening_id])[opening_id]
    items = [
        report_item(
            workspace,
            run,
            weight=item_weight(workspace.item, weights),
            reveals_scores=reveals_scores,
        )
        for workspace, run in pairs
    ]
    return Report(
        attempt_id=attempt.pk,
        state=state,
        assessment_title=attempt.assessment.title,
        scores_revealed=reveals_scores,
        score=_weighted_score(items) if state == ReportState.READY else None,
        items=items,
    )


def report_item(
    workspace: Workspace, run: Run | None, *, weight: float, reveals_scores: bool
) -> ReportItem:
    version, state = workspace.item.challenge_version, _state(run)
    result: Result | None = getattr(run, "result", None)
    if result is None or not reveals_scores:
        return ReportItem(title=version.title, state=state, weight=weight)
    return ReportItem(
        title=version.title,
        state=state,
        weight=weight,
        outcome=result.outcome,
        message=result.message,
        score=result.score,
        score_error=result.score_error,
        competencies=competency_scores(result),
        checks=list(result.checks.all()),
    )


def competency_scores(result: Result) -> list[dict[str, Any]]:
    return [
        {"slug": slug, "title": _title(slug), "score": score}
        for slug, score in result.competencies.items()
    ]


def _title(slug: str) -> str:
    known = COMPETENCIES.get(slug)
    return known.title if known else slug


def _state(run: Run | None) -> ReportState:
    if run is None or run.state not in ENDED:
        return ReportState.PENDING
    return ReportState.READY if run.state == Run.State.FINISHED else ReportState.NOT_EVALUATED


def _weighted_score(items: Iterable[ReportItem]) -> float | None:
    parts = [(item.score, item.weight) for item in items]
    scored = [(score, weight) for score, weight in parts if score is not None]
    if not scored or len(scored) < len(parts):
        return None
    return sum(score * weight for score, weight in scored) / sum(weight for _, weight in scored)


def _workspaces_of(attempt: Attempt) -> Iterable[Workspace]:
    return (
        Workspace.objects.filter(attempt=attempt)
        .select_related("item__challenge_version__challenge")
        .defer(
            "item__challenge_version__archive",
            "item__challenge_version__brief",
            "item__challenge_version__manifest",
        )
    )
