"""Shape of the page about one application: from the score down to each check's evidence."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from challenges.competencies import COMPETENCIES
from vetting.reviews.serializers import OpeningNameSerializer, ScorecardSerializer
from vetting.reviews.standings import ItemStanding, Stage
from vetting.runs.models import CheckResult
from vetting.shortlists.selectors import ApplicationPage
from vetting.shortlists.serializers import (
    AttemptSummarySerializer,
    CandidateSerializer,
    DecisionSerializer,
)


class CompetencyScoreSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    score = serializers.FloatField()


class CheckEvidenceSerializer(serializers.ModelSerializer[CheckResult]):
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


class EvaluatedItemSerializer(serializers.Serializer[ItemStanding]):
    title = serializers.CharField(source="item.challenge_version.title")
    slug = serializers.CharField(source="item.challenge_version.challenge.slug")
    version = serializers.CharField(source="item.challenge_version.version")
    weight = serializers.FloatField(help_text="with what the role profile gives to it")
    state = serializers.SerializerMethodField()
    outcome = serializers.CharField(source="result.outcome", allow_null=True, default=None)
    message = serializers.CharField(source="result.message", default="")
    score = serializers.FloatField(source="result.score", allow_null=True, default=None)
    score_error = serializers.FloatField(source="result.score_error", allow_null=True, default=None)
    competencies = serializers.SerializerMethodField()
    checks = serializers.SerializerMethodField()
    run_id = serializers.UUIDField(source="run.id", allow_null=True, default=None)
    submission_id = serializers.UUIDField(source="run.submission_id", allow_null=True, default=None)

    @extend_schema_field(serializers.ChoiceField(choices=("pending", "evaluated", "not_evaluated")))
    def get_state(self, standing: ItemStanding) -> str:
        if standing.is_pending:
            return "pending"
        return "not_evaluated" if standing.estimate is None else "evaluated"

    @extend_schema_field(CompetencyScoreSerializer(many=True))
    def get_competencies(self, standing: ItemStanding) -> list[dict[str, Any]]:
        scores = standing.result.competencies if standing.result else {}
        return [
            {"slug": slug, "title": COMPETENCIES[slug].title, "score": score}
            for slug, score in scores.items()
        ]

    @extend_schema_field(CheckEvidenceSerializer(many=True))
    def get_checks(self, standing: ItemStanding) -> list[dict[str, Any]]:
        checks = standing.result.checks.all() if standing.result else ()
        return list(CheckEvidenceSerializer(checks, many=True).data)


class AutomatedSerializer(serializers.Serializer[Any]):
    """`score` is null until every item has one."""

    score = serializers.FloatField(allow_null=True)
    interval = serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True
    )
    items = EvaluatedItemSerializer(many=True)


class SubmissionNameSerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()


class ApplicationPageSerializer(serializers.Serializer[ApplicationPage]):
    id = serializers.UUIDField(source="application.id")
    candidate = serializers.SerializerMethodField()
    opening = OpeningNameSerializer(source="application.opening")
    stage = serializers.ChoiceField(choices=list(Stage), source="standing.stage")
    attempt = AttemptSummarySerializer(source="standing.attempt", allow_null=True)
    submissions = serializers.SerializerMethodField()
    automated = serializers.SerializerMethodField()
    automated_hidden = serializers.BooleanField()
    scorecards = ScorecardSerializer(many=True)
    my_scorecard_id = serializers.UUIDField(allow_null=True)
    may_rate = serializers.BooleanField()
    may_decide = serializers.BooleanField()
    decision = DecisionSerializer(allow_null=True)

    @extend_schema_field(CandidateSerializer)
    def get_candidate(self, page: ApplicationPage) -> dict[str, Any]:
        return {
            "id": page.application.candidate_id,
            "name": page.candidate_name,
            "email": page.candidate_email,
        }

    @extend_schema_field(SubmissionNameSerializer(many=True))
    def get_submissions(self, page: ApplicationPage) -> list[dict[str, Any]]:
        return [
            {"id": one.run.submission_id, "title": one.item.challenge_version.title}
            for one in page.standing.items
            if one.run is not None
        ]

    @extend_schema_field(AutomatedSerializer(allow_null=True))
    def get_automated(self, page: ApplicationPage) -> dict[str, Any] | None:
        if page.automated_hidden or not page.standing.items:
            return None
        score = page.standing.automated
        confidence = page.application.opening.band_confidence
        return AutomatedSerializer(
            {
                "score": score.value if score else None,
                "interval": score.interval(confidence) if score else None,
                "items": page.standing.items,
            }
        ).data
