"""What kind of installation this is: the pages must say so where code runs without isolation."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from vetting import __version__
from vetting.accounts.models import Membership
from vetting.config.env import RunnerName
from vetting.demo.cast import demo_accounts


class DemoAccountSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    email = serializers.CharField()
    role = serializers.ChoiceField(choices=Membership.Role.choices)
    password = serializers.CharField()


class InstanceSerializer(serializers.Serializer[dict[str, Any]]):
    isolation = serializers.ChoiceField(choices=("container", "none"))
    demo = serializers.BooleanField()
    demo_accounts = DemoAccountSerializer(many=True)
    version = serializers.CharField()


class InstanceView(APIView):
    permission_classes = (AllowAny,)
    authentication_classes = ()

    @extend_schema(operation_id="instance", responses=InstanceSerializer, auth=[])
    def get(self, request: Request) -> Response:
        environment = settings.ENVIRONMENT
        instance = {
            "isolation": "container" if environment.runner is RunnerName.DOCKER else "none",
            "demo": environment.demo,
            # Invented people on one machine; no other installation tells its passwords.
            "demo_accounts": demo_accounts() if environment.shows_demo_accounts else [],
            "version": __version__,
        }
        return Response(InstanceSerializer(instance).data)
