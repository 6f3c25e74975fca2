from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.attempts.views.sitting import SittingView
from vetting.runs.models import Run
from vetting.runs.selectors import run_page
from vetting.runs.serializers import RunBriefSerializer, RunSerializer
from vetting.runs.services import acceptance
from vetting.runs.views.idempotency import IDEMPOTENCY_KEY, idempotency_key

SHOWN = 50


class WorkspaceRunsView(SittingView):
    @extend_schema(operation_id="workspace_runs_list", responses=RunBriefSerializer(many=True))
    def get(self, request: Request, workspace_id: UUID) -> Response:
        runs = (
            Run.objects.filter(workspace=self.get_workspace(workspace_id), kind=Run.Kind.VISIBLE)
            .select_related("result")
            .defer("output")
        )
        return Response(RunBriefSerializer(runs[:SHOWN], many=True).data)

    @extend_schema(
        operation_id="workspace_runs_create",
        request=None,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: RunSerializer},
    )
    def post(self, request: Request, workspace_id: UUID) -> Response:
        run = acceptance.request_visible_run(
            workspace=self.get_workspace(workspace_id), idempotency_key=idempotency_key(request)
        )
        return Response(RunSerializer(run_page(run, user=self.user)).data, status=201)


class RunView(SittingView):
    @extend_schema(operation_id="runs_retrieve", responses=RunSerializer)
    def get(self, request: Request, run_id: UUID) -> Response:
        run = get_object_or_404(
            Run.objects.visible_to(self.user).select_related("result"), pk=run_id
        )
        return Response(RunSerializer(run_page(run, user=self.user)).data)
