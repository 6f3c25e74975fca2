from rest_framework import serializers

from vetting.core.fields import FiniteFloatField
from vetting.openings.models import Opening, OpeningMember


class OpeningDraftSerializer(serializers.Serializer[None]):
    organization_id = serializers.UUIDField()
    title = serializers.CharField(max_length=200)
    requisition_id = serializers.CharField(max_length=64, allow_blank=True, default="")


class OpeningChangesSerializer(serializers.Serializer[None]):
    title = serializers.CharField(max_length=200, required=False)
    requisition_id = serializers.CharField(max_length=64, allow_blank=True, required=False)
    state = serializers.ChoiceField(choices=Opening.State.choices, required=False)
    rubric_weight = FiniteFloatField(min_value=0, max_value=1, required=False)
    band_confidence = FiniteFloatField(min_value=0.5, max_value=0.999, required=False)
    blind_names = serializers.BooleanField(required=False)


class SeatSerializer(serializers.Serializer[None]):
    role = serializers.ChoiceField(choices=OpeningMember.Role.choices)


class ApplicationDraftSerializer(serializers.Serializer[None]):
    name = serializers.CharField(max_length=200)
    email = serializers.EmailField(max_length=254)
