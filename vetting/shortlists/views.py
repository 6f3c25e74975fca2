from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.accounts.models import Organization, User
from vetting.accounts.permissions import require_recruiter
from vetting.accounts.serializers import PersonSerializer
from vetting.accounts.views import StaffView
from vetting.core.parsing import parse
from vetting.openings import services as openings
from vetting.openings.models import Application, Opening
from vetting.openings.permissions import require_decider, require_manager
from vetting.openings.serializers import (
    ApplicationDraftSerializer,
    OpeningChangesSerializer,
    OpeningDraftSerializer,
    SeatSerializer,
)
from vetting.profiles.models import RoleProfile
from vetting.shortlists import services
from vetting.shortlists.export import csv_lines
from vetting.shortlists.page_serializers import ApplicationPageSerializer
from vetting.shortlists.pipeline import (
    applications_with_progress,
    opening_page,
    openings_with_progress,
)
from vetting.shortlists.selectors import WhatIf, application_page, shortlist
from vetting.shortlists.serializers import (
    ApplicationSummarySerializer,
    DecisionDraftSerializer,
    DecisionSerializer,
    OpeningDetailSerializer,
    OpeningSummarySerializer,
    ShortlistSerializer,
    WhatIfSerializer,
)


class OpeningListView(StaffView):
    @extend_schema(operation_id="openings_list", responses=OpeningSummarySerializer(many=True))
    def get(self, request: Request) -> Response:
        found = openings_with_progress(Opening.objects.visible_to(self.user))
        return Response(OpeningSummarySerializer(found, many=True).data)

    @extend_schema(
        operation_id="openings_create",
        request=OpeningDraftSerializer,
        responses={201: OpeningDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        draft = parse(OpeningDraftSerializer, request.data)
        organization = get_object_or_404(
            Organization.objects.visible_to(self.user), pk=draft.pop("organization_id")
        )
        require_recruiter(user=self.user, organization=organization)
        opening = openings.create_opening(
            organization=organization, by=self.user, at=timezone.now(), **draft
        )
        page = opening_page(opening=opening, user=self.user)
        return Response(OpeningDetailSerializer(page).data, status=201)


class OpeningView(StaffView):
    def get_opening(self, opening_id: UUID) -> Opening:
        return get_object_or_404(Opening.objects.visible_to(self.user), pk=opening_id)


class OpeningDetailView(OpeningView):
    @extend_schema(operation_id="openings_read", responses=OpeningDetailSerializer)
    def get(self, request: Request, opening_id: UUID) -> Response:
        page = opening_page(opening=self.get_opening(opening_id), user=self.user)
        return Response(OpeningDetailSerializer(page).data)

    @extend_schema(
        operation_id="openings_change",
        request=OpeningChangesSerializer,
        responses=OpeningDetailSerializer,
    )
    def patch(self, request: Request, opening_id: UUID) -> Response:
        changes = parse(OpeningChangesSerializer, request.data)
        opening = self.get_opening(opening_id)
        require_manager(user=self.user, opening=opening)
        opening = openings.change_opening(
            opening=opening, changes=changes, by=self.user, at=timezone.now()
        )
        page = opening_page(opening=opening, user=self.user)
        return Response(OpeningDetailSerializer(page).data)


class ColleaguesView(OpeningView):
    @extend_schema(operation_id="colleagues_list", responses=PersonSerializer(many=True))
    def get(self, request: Request, opening_id: UUID) -> Response:
        """List who may be seated: the people of the opening's organization."""
        opening = self.get_opening(opening_id)
        require_manager(user=self.user, opening=opening)
        colleagues = User.objects.colleagues_of(opening.organization)
        return Response(PersonSerializer(colleagues, many=True).data)


class SeatView(OpeningView):
    @extend_schema(
        operation_id="team_seat", request=SeatSerializer, responses=OpeningDetailSerializer
    )
    def put(self, request: Request, opening_id: UUID, user_id: UUID) -> Response:
        seat = parse(SeatSerializer, request.data)
        opening, colleague = self.get_colleague(opening_id, user_id)
        openings.seat_member(
            opening=opening, user=colleague, role=seat["role"], by=self.user, at=timezone.now()
        )
        page = opening_page(opening=opening, user=self.user)
        return Response(OpeningDetailSerializer(page).data)

    @extend_schema(operation_id="team_unseat", responses={204: None})
    def delete(self, request: Request, opening_id: UUID, user_id: UUID) -> Response:
        opening, colleague = self.get_colleague(opening_id, user_id)
        openings.unseat_member(opening=opening, user=colleague, by=self.user, at=timezone.now())
        return Response(status=204)

    def get_colleague(self, opening_id: UUID, user_id: UUID) -> tuple[Opening, User]:
        opening = self.get_opening(opening_id)
        require_manager(user=self.user, opening=opening)
        colleagues = User.objects.colleagues_of(opening.organization)
        return opening, get_object_or_404(colleagues, pk=user_id)


class OpeningApplicationsView(OpeningView):
    @extend_schema(
        operation_id="applications_list", responses=ApplicationSummarySerializer(many=True)
    )
    def get(self, request: Request, opening_id: UUID) -> Response:
        found = applications_with_progress(opening=self.get_opening(opening_id), user=self.user)
        return Response(ApplicationSummarySerializer(found, many=True).data)

    @extend_schema(
        operation_id="applications_create",
        request=ApplicationDraftSerializer,
        responses={201: ApplicationSummarySerializer},
    )
    def post(self, request: Request, opening_id: UUID) -> Response:
        draft = parse(ApplicationDraftSerializer, request.data)
        opening = self.get_opening(opening_id)
        require_manager(user=self.user, opening=opening)
        application = openings.add_application(
            opening=opening, by=self.user, at=timezone.now(), **draft
        )
        (added,) = applications_with_progress(opening=opening, user=self.user, only=application.pk)
        return Response(ApplicationSummarySerializer(added).data, status=201)


class ShortlistView(OpeningView):
    @extend_schema(
        operation_id="shortlist", parameters=[WhatIfSerializer], responses=ShortlistSerializer
    )
    def get(self, request: Request, opening_id: UUID) -> Response:
        asked = parse(WhatIfSerializer, request.query_params)
        opening = self.get_opening(opening_id)
        what_if = WhatIf(
            automated_weight=asked.get("automated_weight"),
            role_profile=self.get_profile(opening, asked.get("role_profile")),
            without_profile="role_profile" in asked and asked["role_profile"] is None,
        )
        found = shortlist(opening=opening, user=self.user, what_if=what_if)
        return Response(ShortlistSerializer(found, context={"confidence": found.confidence}).data)

    def get_profile(self, opening: Opening, profile_id: UUID | None) -> RoleProfile | None:
        if profile_id is None:
            return None
        usable = RoleProfile.objects.usable_by(opening.organization_id)
        return get_object_or_404(usable, pk=profile_id)


class ShortlistExportView(OpeningView):
    @extend_schema(operation_id="shortlist_export", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, opening_id: UUID) -> HttpResponse:
        found = shortlist(opening=self.get_opening(opening_id), user=self.user)
        response = HttpResponse(csv_lines(found), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="shortlist-{opening_id}.csv"'
        return response


class ApplicationView(StaffView):
    def get_application(self, application_id: UUID) -> Application:
        return get_object_or_404(
            Application.objects.visible_to(self.user).select_related("opening", "candidate"),
            pk=application_id,
        )


class ApplicationDetailView(ApplicationView):
    @extend_schema(operation_id="applications_read", responses=ApplicationPageSerializer)
    def get(self, request: Request, application_id: UUID) -> Response:
        page = application_page(application=self.get_application(application_id), user=self.user)
        return Response(ApplicationPageSerializer(page, context={"weights": page.weights}).data)


class DecideView(ApplicationView):
    @extend_schema(
        operation_id="applications_decide",
        request=DecisionDraftSerializer,
        responses={201: DecisionSerializer},
    )
    def post(self, request: Request, application_id: UUID) -> Response:
        draft = parse(DecisionDraftSerializer, request.data)
        application = self.get_application(application_id)
        require_decider(user=self.user, opening=application.opening)
        decision = services.decide(
            application=application, by=self.user, at=timezone.now(), **draft
        )
        return Response(DecisionSerializer(decision).data, status=201)
