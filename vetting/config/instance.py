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
from vetting.config.env import RunnerName


class InstanceSerializer(serializers.Serializer[dict[str, Any]]):
    isolation = serializers.ChoiceField(choices=("container", "none"))
    demo = serializers.BooleanField()
    version = serializers.CharField()


class InstanceView(APIView):
    permission_classes = (AllowAny,)
    authentication_classes = ()

    @extend_schema(operation_id="instance", responses=InstanceSerializer, auth=[])
    def get(self, request: Request) -> Response:
        isolated = settings.ENVIRONMENT.runner is RunnerName.DOCKER
        return Response(
            {
                "isolation": "container" if isolated else "none",
                "demo": settings.ENVIRONMENT.demo,
                "version": __version__,
            }
        )
