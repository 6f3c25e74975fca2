from datetime import timedelta
from uuid import UUID

from django.contrib.auth import login
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from vetting.accounts.views import StaffView
from vetting.assessments.models import Assessment
from vetting.attempts.models import Invitation
from vetting.attempts.selectors import shown_invitation
from vetting.attempts.serializers import (
    AcceptedSerializer,
    InvitationSerializer,
    InvitedSerializer,
    InviteSerializer,
    TokenSerializer,
)
from vetting.attempts.services import invitations
from vetting.core.parsing import parse
from vetting.openings.models import Application
from vetting.openings.permissions import require_manager

SESSION_BACKEND = "django.contrib.auth.backends.ModelBackend"


class InviteView(StaffView):
    @extend_schema(
        operation_id="applications_invite",
        request=InviteSerializer,
        responses={201: InvitedSerializer},
    )
    def post(self, request: Request, application_id: UUID) -> Response:
        application = get_object_or_404(
            Application.objects.visible_to(self.user).select_related("opening"), pk=application_id
        )
        require_manager(user=self.user, opening=application.opening)
        asked = parse(InviteSerializer, request.data)
        invited = invitations.invite(
            application=application,
            assessment=get_object_or_404(
                Assessment.objects.visible_to(self.user), pk=asked["assessment_id"]
            ),
            by=self.user,
            at=timezone.now(),
            valid=timedelta(days=asked["valid_days"]),
        )
        return Response(InvitedSerializer(invited).data, status=201)


class RevokeView(StaffView):
    @extend_schema(operation_id="invitations_revoke", request=None, responses={204: None})
    def post(self, request: Request, invitation_id: UUID) -> Response:
        invitation = get_object_or_404(
            Invitation.objects.visible_to(self.user).select_related("application__opening"),
            pk=invitation_id,
        )
        require_manager(user=self.user, opening=invitation.application.opening)
        invitations.revoke(invitation=invitation, by=self.user, at=timezone.now())
        return Response(status=204)


class LookUpView(APIView):
    """By POST, so that the token stands in no address."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="invitations_look_up",
        request=TokenSerializer,
        responses=InvitationSerializer,
    )
    def post(self, request: Request) -> Response:
        token = parse(TokenSerializer, request.data)["token"]
        shown = shown_invitation(invitations.find(token=token), at=timezone.now())
        return Response(InvitationSerializer(shown).data)


class AcceptView(APIView):
    """Accepts, and signs the candidate in; later it only signs in, to come back."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="invitations_accept",
        request=TokenSerializer,
        responses=AcceptedSerializer,
    )
    def post(self, request: Request) -> Response:
        token = parse(TokenSerializer, request.data)["token"]
        attempt, user = invitations.accept(token=token, at=timezone.now())
        login(request._request, user, backend=SESSION_BACKEND)  # noqa: SLF001 # the session is Django's
        return Response({"attempt_id": attempt.pk})
