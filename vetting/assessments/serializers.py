from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from vetting.assessments.models import Assessment, ChallengeVersion, Item
from vetting.core.fields import FiniteFloatField
from vetting.core.markdown import render_markdown

MAX_ITEMS = 20


class AnnouncedCheckSerializer(serializers.Serializer[dict[str, Any]]):
    """A check as candidates and recruiters know it: what is measured, never with what data."""

    name = serializers.CharField()
    title = serializers.CharField()
    competency = serializers.CharField()
    unit = serializers.CharField()
    weight = serializers.FloatField()
    must_not = serializers.BooleanField()


class ChallengeSerializer(serializers.ModelSerializer[ChallengeVersion]):
    """The newest version of a challenge."""

    slug = serializers.CharField(source="challenge.slug")
    version_id = serializers.UUIDField(source="id")
    roles = serializers.ListField(child=serializers.CharField(), source="manifest.roles")
    competencies = serializers.SerializerMethodField()
    brief_html = serializers.SerializerMethodField()
    checks = AnnouncedCheckSerializer(many=True, source="manifest.checks")

    class Meta:
        model = ChallengeVersion
        fields = (
            "slug",
            "title",
            "summary",
            "minutes",
            "difficulty",
            "roles",
            "competencies",
            "version",
            "version_id",
            "brief_html",
            "checks",
        )

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_competencies(self, version: ChallengeVersion) -> list[str]:
        return list(dict.fromkeys(check["competency"] for check in version.manifest["checks"]))

    def get_brief_html(self, version: ChallengeVersion) -> str:
        return render_markdown(version.brief)


class ItemChallengeSerializer(serializers.ModelSerializer[ChallengeVersion]):
    slug = serializers.CharField(source="challenge.slug")

    class Meta:
        model = ChallengeVersion
        fields = ("slug", "title", "version", "minutes", "summary")


class ItemSerializer(serializers.ModelSerializer[Item]):
    challenge = ItemChallengeSerializer(source="challenge_version")

    class Meta:
        model = Item
        fields = ("id", "position", "weight", "challenge")


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    items = ItemSerializer(many=True)

    class Meta:
        model = Assessment
        fields = (
            "id",
            "title",
            "version",
            "state",
            "ai_policy",
            "minutes",
            "reveal_scores",
            "items",
        )


class ItemDraftSerializer(serializers.Serializer[None]):
    challenge_version_id = serializers.PrimaryKeyRelatedField(
        source="challenge_version", queryset=ChallengeVersion.objects.defer("archive")
    )
    weight = FiniteFloatField(default=1, min_value=0.001, max_value=1000)


class AssessmentDraftSerializer(serializers.Serializer[None]):
    organization_id = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    ai_policy = serializers.CharField(max_length=5000, allow_blank=True, default="")
    minutes = serializers.IntegerField(min_value=1, max_value=6000, allow_null=True, default=None)
    reveal_scores = serializers.BooleanField(default=True)
    items = serializers.ListField(
        child=ItemDraftSerializer(), allow_empty=False, max_length=MAX_ITEMS
    )


class AssessmentFilterSerializer(serializers.Serializer[None]):
    organization = serializers.UUIDField(required=False)
