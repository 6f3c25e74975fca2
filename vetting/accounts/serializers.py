from rest_framework import serializers

from vetting.accounts.models import Membership, Organization, User


class OrganizationSerializer(serializers.ModelSerializer[Organization]):
    class Meta:
        model = Organization
        fields = ("id", "name", "slug")


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    organization = OrganizationSerializer()
    role = serializers.ChoiceField(choices=Membership.Role.choices)

    class Meta:
        model = Membership
        fields = ("organization", "role")


class PersonSerializer(serializers.ModelSerializer[User]):
    """A colleague, as other staff see them."""

    class Meta:
        model = User
        fields = ("id", "name")


class SignInSerializer(serializers.Serializer[None]):
    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=1024, trim_whitespace=False)
