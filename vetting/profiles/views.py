from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.accounts.models import Organization
from vetting.accounts.permissions import require_recruiter
from vetting.accounts.views import StaffView
from vetting.core.parsing import parse
from vetting.openings.models import Opening
from vetting.openings.permissions import require_manager
from vetting.profiles import services
from vetting.profiles.models import RoleProfile
from vetting.profiles.selectors import choice_of, offers
from vetting.profiles.serializers import (
    ChoiceSerializer,
    OfferSerializer,
    ProfileChoiceSerializer,
    ProfileDraftSerializer,
    RoleProfileSerializer,
)


class OrganizationView(StaffView):
    def get_organization(self, organization_id: UUID) -> Organization:
        return get_object_or_404(Organization.objects.visible_to(self.user), pk=organization_id)


class ProfileListView(OrganizationView):
    @extend_schema(operation_id="role_profiles_list", responses=OfferSerializer(many=True))
    def get(self, request: Request, organization_id: UUID) -> Response:
        found = offers(self.get_organization(organization_id))
        return Response(OfferSerializer(found, many=True).data)


class ProfileView(OrganizationView):
    @extend_schema(
        operation_id="role_profiles_save",
        request=ProfileDraftSerializer,
        responses={201: RoleProfileSerializer},
    )
    def put(self, request: Request, organization_id: UUID, role: str) -> Response:
        """Save the organization's next version; a role that it does not know yet is new."""
        draft = parse(ProfileDraftSerializer, request.data)
        organization = self.get_organization(organization_id)
        require_recruiter(user=self.user, organization=organization)
        saved = services.save_profile(
            organization=organization, role=role, by=self.user, at=timezone.now(), **draft
        )
        return Response(RoleProfileSerializer(saved).data, status=201)


class OpeningProfileView(StaffView):
    @extend_schema(operation_id="opening_role_profile", responses=ChoiceSerializer)
    def get(self, request: Request, opening_id: UUID) -> Response:
        return self.rendered(self.get_opening(opening_id))

    @extend_schema(
        operation_id="opening_role_profile_choose",
        request=ProfileChoiceSerializer,
        responses=ChoiceSerializer,
    )
    def put(self, request: Request, opening_id: UUID) -> Response:
        wanted = parse(ProfileChoiceSerializer, request.data)["role_profile_id"]
        opening = self.get_opening(opening_id)
        require_manager(user=self.user, opening=opening)
        usable = RoleProfile.objects.usable_by(opening.organization_id)
        profile = None if wanted is None else get_object_or_404(usable, pk=wanted)
        services.choose_profile(opening=opening, profile=profile, by=self.user, at=timezone.now())
        return self.rendered(opening)

    def get_opening(self, opening_id: UUID) -> Opening:
        return get_object_or_404(Opening.objects.visible_to(self.user), pk=opening_id)

    def rendered(self, opening: Opening) -> Response:
        return Response(ChoiceSerializer(choice_of(opening)).data)
