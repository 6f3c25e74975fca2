from typing import Any

from rest_framework import serializers

from vetting.core.fields import FiniteFloatField
from vetting.profiles.models import RoleProfile
from vetting.profiles.selectors import Choice
from vetting.profiles.weights import HIGHEST_WEIGHT, LOWEST_WEIGHT


class WeightsField(serializers.DictField):
    """Name → weight. What is not named weighs 1."""

    child = FiniteFloatField(min_value=LOWEST_WEIGHT, max_value=HIGHEST_WEIGHT)


class RoleProfileSerializer(serializers.ModelSerializer[RoleProfile]):
    is_built_in = serializers.SerializerMethodField()
    challenge_weights = WeightsField()
    criterion_weights = WeightsField()

    class Meta:
        model = RoleProfile
        fields = (
            "id",
            "role",
            "version",
            "is_built_in",
            "title",
            "summary",
            "challenge_weights",
            "criterion_weights",
            "created_at",
        )

    def get_is_built_in(self, profile: RoleProfile) -> bool:
        return profile.organization_id is None


class OfferSerializer(serializers.Serializer[Any]):
    """An `Offer`: the newest profile of a role, and the built-in one of that role."""

    profile = RoleProfileSerializer()
    built_in = RoleProfileSerializer(allow_null=True)


class ProfileNameSerializer(serializers.ModelSerializer[RoleProfile]):
    class Meta:
        model = RoleProfile
        fields = ("id", "role", "version", "title")


class ChoiceSerializer(serializers.Serializer[Choice]):
    profile = RoleProfileSerializer(allow_null=True)
    newer = ProfileNameSerializer(allow_null=True)


class ProfileDraftSerializer(serializers.Serializer[None]):
    """`base_version` is the organization's own version that was changed: 0 before its first."""

    title = serializers.CharField(max_length=100)
    summary = serializers.CharField(max_length=300, allow_blank=True, default="")
    base_version = serializers.IntegerField(min_value=0, max_value=32_000)
    challenge_weights = WeightsField()
    criterion_weights = WeightsField()


class ProfileChoiceSerializer(serializers.Serializer[Any]):
    role_profile_id = serializers.UUIDField(allow_null=True)
