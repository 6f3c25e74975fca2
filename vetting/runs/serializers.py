from typing import Any

from rest_framework import serializers

from vetting.assessments.models import Assessment
from vetting.attempts.models import Attempt, Workspace
from vetting.runs.models import CheckResult, Run
from vetting.runs.phases import Phase
from vetting.runs.selectors import (
    AttemptItem,
    AttemptPage,
    Report,
    ReportItem,
    ReportState,
    RunPage,
    SubmissionPage,
)


class ProgressSerializer(serializers.Serializer[Run]):
    done = serializers.IntegerField(source="progress_done")
    total = serializers.IntegerField(source="progress_total")
    # The base class has an attribute of this name, which only its options use.
    label = serializers.CharField(source="progress_label")  # type: ignore[assignment]


class RunBriefSerializer(serializers.ModelSerializer[Run]):
    """A run without its log. `outcome` is null until it has ended."""

    kind = serializers.ChoiceField(choices=Run.Kind.choices)
    state = serializers.ChoiceField(choices=Run.State.choices)
    outcome = serializers.SerializerMethodField()
    message = serializers.SerializerMethodField()
    progress = ProgressSerializer(source="*")

    class Meta:
        model = Run
        fields = (
            "id",
            "workspace_id",
            "kind",
            "state",
            "outcome",
            "message",
            "progress",
            "queued_at",
            "started_at",
            "finished_at",
            "tries",
        )

    def get_outcome(self, run: Run) -> str | None:
        return run.result.outcome if hasattr(run, "result") else None

    def get_message(self, run: Run) -> str:
        return run.result.message if hasattr(run, "result") else ""


class FindingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    title = serializers.CharField()
    passed = serializers.BooleanField(allow_null=True)
    message = serializers.CharField()
    value = serializers.FloatField(allow_null=True)
    unit = serializers.CharField()


class StepSerializer(serializers.Serializer[Any]):
    case = serializers.CharField()
    step = serializers.CharField()
    outcome = serializers.CharField()
    exit_code = serializers.IntegerField(allow_null=True)
    wall_seconds = serializers.FloatField()
    cpu_seconds = serializers.FloatField(allow_null=True)
    peak_memory_bytes = serializers.IntegerField(allow_null=True)


class PhaseSerializer(serializers.Serializer[Phase]):
    """A part of the run's time, in order. Sums over containers may exceed the time that passed."""

    name = serializers.CharField()
    title = serializers.CharField()
    seconds = serializers.FloatField()


class CompetencyResultSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    score = serializers.FloatField()


class CheckResultSerializer(serializers.ModelSerializer[CheckResult]):
    class Meta:
        model = CheckResult
        fields = (
            "name",
            "title",
            "competency",
            "unit",
            "weight",
            "must_not",
            "value",
            "floor",
            "ceiling",
            "score",
            "score_error",
            "evidence",
        )


class RunSerializer(serializers.Serializer[RunPage]):
    """A run as this caller may read it: what is not theirs to read is null or empty."""

    id = serializers.UUIDField(source="run.pk")
    workspace_id = serializers.UUIDField(source="run.workspace_id")
    kind = serializers.ChoiceField(choices=Run.Kind.choices, source="run.kind")
    state = serializers.ChoiceField(choices=Run.State.choices, source="run.state")
    outcome = serializers.CharField(allow_null=True)
    message = serializers.CharField()
    progress = ProgressSerializer(source="run")
    queue_position = serializers.IntegerField(allow_null=True)
    output = serializers.CharField()
    findings = FindingSerializer(many=True)
    score = serializers.FloatField(allow_null=True)
    score_error = serializers.FloatField(allow_null=True)
    competencies = CompetencyResultSerializer(many=True)
    checks = CheckResultSerializer(many=True)
    steps = StepSerializer(many=True)
    phases = PhaseSerializer(many=True)
    queued_at = serializers.DateTimeField(source="run.queued_at")
    started_at = serializers.DateTimeField(source="run.started_at", allow_null=True)
    finished_at = serializers.DateTimeField(source="run.finished_at", allow_null=True)
    tries = serializers.IntegerField(source="run.tries")


class SatAssessmentSerializer(serializers.ModelSerializer[Assessment]):
    class Meta:
        model = Assessment
        fields = ("title", "minutes", "ai_policy")


class NamedSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()


class TitledSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()


class AttemptItemSerializer(serializers.Serializer[AttemptItem]):
    workspace_id = serializers.UUIDField(source="workspace.pk")
    position = serializers.IntegerField(source="workspace.item.position")
    title = serializers.CharField(source="workspace.item.challenge_version.title")
    summary = serializers.CharField(source="workspace.item.challenge_version.summary")
    minutes = serializers.IntegerField(source="workspace.item.challenge_version.minutes")
    slug = serializers.CharField(source="workspace.item.challenge_version.challenge.slug")
    data_state = serializers.ChoiceField(
        choices=Workspace.DataState.choices, source="workspace.data_state"
    )
    last_run = RunBriefSerializer(allow_null=True)


class AttemptSerializer(serializers.Serializer[AttemptPage]):
    """`deadline_at` is null before the start, and after it while data is still being prepared."""

    id = serializers.UUIDField(source="attempt.pk")
    state = serializers.ChoiceField(choices=Attempt.State.choices, source="attempt.state")
    server_now = serializers.DateTimeField()
    started_at = serializers.DateTimeField(source="attempt.started_at", allow_null=True)
    deadline_at = serializers.DateTimeField(source="attempt.deadline_at", allow_null=True)
    handed_in_at = serializers.DateTimeField(source="attempt.handed_in_at", allow_null=True)
    handed_in_by = serializers.ChoiceField(
        choices=Attempt.HandedInBy.choices, source="attempt.handed_in_by", allow_blank=True
    )
    assessment = SatAssessmentSerializer(source="attempt.assessment")
    organization = NamedSerializer(source="attempt.application.opening.organization")
    opening = TitledSerializer(source="attempt.application.opening")
    candidate_name = serializers.CharField(source="attempt.application.candidate.name")
    items = AttemptItemSerializer(many=True)
    report_ready = serializers.BooleanField()


class ReportItemSerializer(serializers.Serializer[ReportItem]):
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=ReportState.choices)
    outcome = serializers.CharField(allow_null=True)
    message = serializers.CharField()
    score = serializers.FloatField(allow_null=True)
    score_error = serializers.FloatField(allow_null=True)
    competencies = CompetencyResultSerializer(many=True)
    checks = CheckResultSerializer(many=True)


class ReportSerializer(serializers.Serializer[Report]):
    attempt_id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=ReportState.choices)
    assessment_title = serializers.CharField()
    scores_revealed = serializers.BooleanField()
    score = serializers.FloatField(allow_null=True)
    items = ReportItemSerializer(many=True)


class SubmittedFileSerializer(serializers.Serializer[Any]):
    path = serializers.CharField()
    size = serializers.IntegerField()


class SubmissionRunSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=Run.State.choices)
    outcome = serializers.CharField(allow_null=True)
    output = serializers.CharField()
    phases = PhaseSerializer(many=True)


class SubmissionSerializer(serializers.Serializer[SubmissionPage]):
    """What somebody handed in, without saying who."""

    id = serializers.UUIDField(source="submission.pk")
    workspace_title = serializers.CharField()
    sha256 = serializers.CharField(source="submission.sha256")
    size = serializers.IntegerField(source="submission.size")
    accepted_at = serializers.DateTimeField(source="submission.accepted_at")
    files = SubmittedFileSerializer(many=True, source="submission.manifest")
    run = SubmissionRunSerializer(allow_null=True)


class SubmittedContentSerializer(serializers.Serializer[None]):
    path = serializers.CharField()
    text = serializers.CharField(allow_null=True)
    size = serializers.IntegerField()
    binary = serializers.BooleanField()
