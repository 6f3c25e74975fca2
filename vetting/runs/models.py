"""Work orders and what became of them. Rows decide; messages are only hints that a row waits.

`fence` counts the claims of a run. Whoever writes names the fence of their claim, so that a writer
whose lease was given to somebody else writes nothing.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from vetting.accounts.models import User
from vetting.assessments.models import ChallengeVersion
from vetting.attempts.models import Attempt, Submission, Workspace
from vetting.openings.models import Application, Opening

MAX_TRIES = 3
PLATFORM_ERROR = "platform_error"


class RunQuerySet(models.QuerySet["Run"]):
    def visible_to(self, user: User) -> "RunQuerySet":
        """Their own to candidates; to staff what was handed in, and only by way of the opening."""
        return self.filter(
            Q(workspace__attempt__in=Attempt.objects.sat_by(user))
            | Q(
                kind=Run.Kind.SCORED,
                workspace__attempt__application__in=Application.objects.visible_to(user),
            )
        )

    def scores_visible_to(self, user: User) -> "RunQuerySet":
        """Those whose numbers this person may read here: raters see them beside their scorecard."""
        return self.filter(
            workspace__attempt__application__opening__in=Opening.objects.managed_by(user)
        )

    def claimable(self) -> "RunQuerySet":
        return self.filter(state=Run.State.QUEUED, tries__lt=MAX_TRIES)

    def due(self) -> "RunQuerySet":
        """Waiting, and no hint is on its way."""
        return self.claimable().filter(next_dispatch_at__lte=Now())

    def hinted(self) -> "RunQuerySet":
        """Waiting, with a hint on its way to a worker."""
        return self.claimable().filter(hinted=True, next_dispatch_at__gt=Now())

    def held(self, fence: int) -> "RunQuerySet":
        """Those that the holder of this fence still has."""
        return self.filter(state=Run.State.RUNNING, fence=fence)

    def abandoned(self) -> "RunQuerySet":
        return self.filter(state=Run.State.RUNNING, leased_until__lte=Now())


class Run(models.Model):
    """One execution. A scored run ends in exactly one `Result`, whatever dies on the way."""

    class Kind(models.TextChoices):
        PREPARE = "prepare"
        VISIBLE = "visible"
        SCORED = "scored"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        FINISHED = "finished"
        FAILED = "failed"

    # Somebody waits before an empty workspace; somebody waits for their checks; nobody waits.
    PRIORITIES = {Kind.PREPARE: 0, Kind.VISIBLE: 1, Kind.SCORED: 2}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="+", null=True
    )
    kind = models.CharField(max_length=10, choices=Kind)
    challenge_version = models.ForeignKey(
        ChallengeVersion, on_delete=models.PROTECT, related_name="+"
    )
    seed = models.PositiveBigIntegerField(editable=False)
    priority = models.PositiveSmallIntegerField()
    idempotency_key = models.CharField(max_length=100)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveIntegerField(default=0)
    lease_owner = models.CharField(max_length=100, blank=True, default="")
    leased_until = models.DateTimeField(null=True)
    next_dispatch_at = models.DateTimeField(db_default=Now())
    hinted = models.BooleanField(default=False)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.TextField(blank=True, default="", help_text="the last fault, for operators")

    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_label = models.CharField(max_length=200, blank=True, default="")
    output = models.TextField(blank=True, default="")
    image_digest = models.CharField(max_length=200, blank=True, default="")

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-queued_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("prepare", "visible", "scored")), name="run_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="prepare", submission=None)
                | (~Q(kind="prepare") & Q(submission__isnull=False)),
                name="run_has_submission_unless_prepare",
            ),
            models.CheckConstraint(
                condition=Q(state="queued", leased_until=None, finished_at=None)
                | Q(state="running", leased_until__isnull=False, started_at__isnull=False)
                | Q(
                    state__in=("finished", "failed"),
                    leased_until=None,
                    finished_at__isnull=False,
                ),
                name="run_state_has_its_times",
            ),
            models.CheckConstraint(condition=Q(tries__lte=MAX_TRIES), name="run_tries_bounded"),
            models.UniqueConstraint(
                fields=("workspace", "kind", "idempotency_key"), name="run_accepted_once"
            ),
            models.UniqueConstraint(
                fields=("workspace", "kind"),
                condition=Q(kind__in=("prepare", "visible"), state__in=("queued", "running")),
                name="run_one_under_way",
            ),
            models.UniqueConstraint(
                fields=("submission", "challenge_version"),
                condition=Q(kind="scored"),
                name="run_scores_submission_once",
            ),
        )
        indexes = (
            models.Index(
                fields=("next_dispatch_at",), condition=Q(state="queued"), name="run_waiting"
            ),
            models.Index(fields=("leased_until",), condition=Q(state="running"), name="run_leased"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id} · {self.state}"


class Result(models.Model):
    """What a run ended in. Insert-only; a fault of ours has no score."""

    run = models.OneToOneField(
        Run, on_delete=models.PROTECT, primary_key=True, related_name="result"
    )
    outcome = models.CharField(max_length=30)
    message = models.TextField(blank=True)
    score = models.FloatField(null=True)
    score_error = models.FloatField(null=True)
    scores = models.JSONField(default=list, help_text="one for each hidden seed")
    competencies = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    phases = models.JSONField(default=dict)
    findings = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(outcome=PLATFORM_ERROR) | Q(score=None),
                name="result_platform_error_has_no_score",
            ),
            # NaN passes neither bound: PostgreSQL sorts it above every number, SQLite has none.
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=0, score__lte=1),
                name="result_score_is_share",
            ),
            models.CheckConstraint(
                condition=Q(score=None, score_error=None)
                | Q(score__isnull=False, score_error__gte=0, score_error__lte=1),
                name="result_error_beside_score",
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} {self.score if self.score is not None else ''}".strip()


class CheckResult(models.Model):
    """One measured value with its score; means over the hidden seeds, `values` one for each."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="checks")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    competency = models.CharField(max_length=64)
    unit = models.CharField(max_length=40, blank=True)
    weight = models.FloatField()
    must_not = models.BooleanField()
    value = models.FloatField(null=True)
    floor = models.FloatField(null=True)
    ceiling = models.FloatField(null=True)
    score = models.FloatField()
    score_error = models.FloatField()
    evidence = models.TextField(blank=True)
    values = models.JSONField(default=list)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("result", "name"), name="check_result_once"),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1), name="check_result_score_is_share"
            ),
            models.CheckConstraint(
                condition=Q(score_error__gte=0, score_error__lte=1),
                name="check_result_error_is_share",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.score:.2f}"


class Worker(models.Model):
    """A worker that took a message from the queue lately: proof that workers consume."""

    name = models.CharField(max_length=100, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
