"""Who I am, signing in and out. Here because the answer joins accounts with attempts."""

from typing import Any

from django.contrib.auth import logout
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import ensure_csrf_cookie
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from vetting.accounts import services
from vetting.accounts.models import Membership, User
from vetting.accounts.serializers import MembershipSerializer, SignInSerializer
from vetting.attempts.models import Attempt
from vetting.core.parsing import parse
from vetting.openings.models import Candidate


class MyselfSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.UUIDField()
    name = serializers.CharField()
    email = serializers.CharField()


class MeSerializer(serializers.Serializer[dict[str, Any]]):
    user = MyselfSerializer()
    kind = serializers.ChoiceField(choices=("staff", "candidate", "operator"))
    memberships = MembershipSerializer(many=True)
    attempt_ids = serializers.ListField(child=serializers.UUIDField())


# The pages ask here first, signed in or not; without the cookie they could not sign in.
@method_decorator(ensure_csrf_cookie, name="dispatch")
class MeView(APIView):
    @extend_schema(operation_id="me", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(_me(_signed_in(request)))


class SignInView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="sign_in", request=SignInSerializer, responses=MeSerializer, auth=[]
    )
    def post(self, request: Request) -> Response:
        asked = parse(SignInSerializer, request.data)
        user = services.sign_in(
            request=request._request,  # noqa: SLF001 # Django's login works on its own request
            email=asked["email"],
            password=asked["password"],
            address=BaseThrottle().get_ident(request),
            at=timezone.now(),
        )
        return Response(_me(user))


class SignOutView(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="sign_out", request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        logout(request._request)  # noqa: SLF001 # as above
        return Response(status=204)


def _signed_in(request: Request) -> User:
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user


def _me(user: User) -> dict[str, Any]:
    memberships = list(Membership.objects.filter(user=user).select_related("organization"))
    candidate = Candidate.objects.filter(user=user).first()
    kind = "operator" if user.is_operator else "staff" if memberships else "candidate"
    me = {
        "user": {
            "id": user.pk,
            "name": user.name,
            "email": user.email or (candidate.email if candidate else ""),
        },
        "kind": kind,
        "memberships": memberships,
        "attempt_ids": list(Attempt.objects.sat_by(user).values_list("pk", flat=True)),
    }
    return MeSerializer(me).data
