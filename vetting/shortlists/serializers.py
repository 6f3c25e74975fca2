"""Shapes of the pipeline and of the shortlist. Scores are fractions of 1."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from vetting.accounts.models import Organization
from vetting.accounts.serializers import PersonSerializer
from vetting.assessments.models import Assessment
from vetting.attempts.models import Attempt, Invitation
from vetting.core.fields import FiniteFloatField
from vetting.openings.models import Opening, OpeningMember
from vetting.profiles.serializers import ProfileNameSerializer
from vetting.reviews.estimates import Estimate
from vetting.reviews.serializers import OpeningNameSerializer
from vetting.reviews.standings import ItemStanding, Stage
from vetting.shortlists.models import Decision
from vetting.shortlists.pipeline import ApplicationProgress, RunProgress
from vetting.shortlists.selectors import Entry, Shortlist


class OrganizationNameSerializer(serializers.ModelSerializer[Organization]):
    class Meta:
        model = Organization
        fields = ("id", "name")


class OpeningSummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="opening.id")
    title = serializers.CharField(source="opening.title")
    requisition_id = serializers.CharField(source="opening.requisition_id")
    state = serializers.ChoiceField(choices=Opening.State.choices, source="opening.state")
    organization = OrganizationNameSerializer(source="opening.organization")
    application_count = serializers.IntegerField()
    handed_in_count = serializers.IntegerField()
    evaluated_count = serializers.IntegerField()
    scorecard_count = serializers.IntegerField()
    created_at = serializers.DateTimeField(source="opening.created_at")


class AssessmentNameSerializer(serializers.ModelSerializer[Assessment]):
    class Meta:
        model = Assessment
        fields = ("id", "title")


class TeamMemberSerializer(serializers.ModelSerializer[OpeningMember]):
    user = PersonSerializer()
    role = serializers.ChoiceField(choices=OpeningMember.Role.choices)

    class Meta:
        model = OpeningMember
        fields = ("user", "role")


class RunProgressSerializer(serializers.Serializer[RunProgress]):
    runs_total = serializers.IntegerField()
    runs_finished = serializers.IntegerField()
    runs_failed = serializers.IntegerField()


class OpeningDetailSerializer(OpeningSummarySerializer):
    rubric_weight = serializers.FloatField(source="opening.rubric_weight")
    band_confidence = serializers.FloatField(source="opening.band_confidence")
    blind_names = serializers.BooleanField(source="opening.blind_names")
    assessments = AssessmentNameSerializer(many=True)
    team = TeamMemberSerializer(many=True)
    my_role = serializers.ChoiceField(choices=[*OpeningMember.Role.values, "operator"])
    may_manage = serializers.BooleanField()
    may_decide = serializers.BooleanField()
    progress = RunProgressSerializer()


class CandidateSerializer(serializers.Serializer[Any]):
    """The e-mail is empty where the reader is to judge without knowing who it is."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField(allow_blank=True)


class InvitationSummarySerializer(serializers.ModelSerializer[Invitation]):
    class Meta:
        model = Invitation
        fields = ("id", "state", "expires_at")


class AttemptSummarySerializer(serializers.ModelSerializer[Attempt]):
    class Meta:
        model = Attempt
        fields = ("id", "state", "started_at", "deadline_at", "handed_in_at")


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    decided_by = PersonSerializer()

    class Meta:
        model = Decision
        fields = ("id", "verdict", "reason", "decided_by", "decided_at")


class DecisionDraftSerializer(serializers.Serializer[None]):
    verdict = serializers.ChoiceField(choices=Decision.Verdict.choices)
    reason = serializers.CharField(max_length=5000)


class ScorecardCountSerializer(serializers.Serializer[ApplicationProgress]):
    handed_in = serializers.IntegerField(source="scorecards_handed_in")
    expected = serializers.IntegerField(source="scorecards_expected")


class ApplicationSummarySerializer(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="application.id")
    candidate = serializers.SerializerMethodField()
    stage = serializers.ChoiceField(choices=list(Stage), source="standing.stage")
    invitation = InvitationSummarySerializer(source="standing.invitation", allow_null=True)
    attempt = AttemptSummarySerializer(source="standing.attempt", allow_null=True)
    scorecards = ScorecardCountSerializer(source="*")
    decision = DecisionSerializer(allow_null=True)

    @extend_schema_field(CandidateSerializer)
    def get_candidate(self, progress: ApplicationProgress) -> dict[str, Any]:
        return {
            "id": progress.application.candidate_id,
            "name": progress.candidate_name,
            "email": progress.candidate_email,
        }


class RankedItemSerializer(serializers.Serializer[ItemStanding]):
    title = serializers.CharField(source="item.challenge_version.title")
    weight = serializers.FloatField()
    score = serializers.FloatField(source="result.score", allow_null=True, default=None)
    outcome = serializers.CharField(source="result.outcome", allow_null=True, default=None)


class RecommendationsSerializer(serializers.Serializer[Any]):
    strong_no = serializers.IntegerField(default=0)
    no = serializers.IntegerField(default=0)
    yes = serializers.IntegerField(default=0)
    strong_yes = serializers.IntegerField(default=0)


class EntrySerializer(serializers.Serializer[Entry]):
    """What ranked and incomplete applications share. Intervals hold at `confidence`."""

    application_id = serializers.UUIDField(source="application.id")
    candidate_name = serializers.CharField()
    stage = serializers.ChoiceField(choices=list(Stage), source="standing.stage")
    automated = serializers.FloatField(source="automated.value", allow_null=True, default=None)
    automated_interval = serializers.SerializerMethodField()
    rubric = serializers.FloatField(source="rubric.value", allow_null=True, default=None)
    rubric_interval = serializers.SerializerMethodField()
    raters = serializers.IntegerField()
    decision = DecisionSerializer(allow_null=True)

    @extend_schema_field(
        serializers.ListField(
            child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True
        )
    )
    def get_automated_interval(self, entry: Entry) -> tuple[float, float] | None:
        return self.interval(entry.automated)

    @extend_schema_field(
        serializers.ListField(
            child=serializers.FloatField(), min_length=2, max_length=2, allow_null=True
        )
    )
    def get_rubric_interval(self, entry: Entry) -> tuple[float, float] | None:
        return self.interval(entry.rubric)

    def interval(self, estimate: Estimate | None) -> tuple[float, float] | None:
        return estimate.interval(self.context["confidence"]) if estimate else None


class RankedSerializer(EntrySerializer):
    rank = serializers.IntegerField(source="place.rank")
    rank_interval = serializers.ListField(
        child=serializers.IntegerField(), source="place.rank_interval", min_length=2, max_length=2
    )
    band = serializers.IntegerField(source="place.band")
    composite = serializers.FloatField(source="composite.value")
    composite_interval = serializers.SerializerMethodField()
    items = RankedItemSerializer(many=True, source="standing.items")
    recommendations = RecommendationsSerializer()

    @extend_schema_field(
        serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2)
    )
    def get_composite_interval(self, entry: Entry) -> tuple[float, float] | None:
        return self.interval(entry.composite)


class IncompleteSerializer(EntrySerializer):
    missing = serializers.ListField(
        child=serializers.ChoiceField(
            choices=("hand_in", "evaluation", "scorecard", "my_scorecard")
        )
    )


class ShortlistSerializer(serializers.Serializer[Shortlist]):
    opening = OpeningNameSerializer()
    role_profile = ProfileNameSerializer(allow_null=True)
    rubric_weight = serializers.FloatField()
    confidence = serializers.FloatField()
    progress = RunProgressSerializer()
    ranked = RankedSerializer(many=True)
    incomplete = IncompleteSerializer(many=True)


class WhatIfSerializer(serializers.Serializer[None]):
    """An empty `role_profile` weighs everything alike; without the parameter, the opening's does."""

    automated_weight = FiniteFloatField(min_value=0, max_value=1, required=False)
    role_profile = serializers.UUIDField(required=False, allow_null=True)
