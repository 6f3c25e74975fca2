from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.accounts.models import Organization
from vetting.accounts.permissions import require_recruiter
from vetting.accounts.views import StaffView
from vetting.assessments import services
from vetting.assessments.models import Assessment, AssessmentQuerySet, ChallengeVersion
from vetting.assessments.serializers import (
    AssessmentDraftSerializer,
    AssessmentFilterSerializer,
    AssessmentSerializer,
    ChallengeSerializer,
)
from vetting.core.parsing import parse


class ChallengeListView(StaffView):
    @extend_schema(operation_id="challenges_list", responses=ChallengeSerializer(many=True))
    def get(self, request: Request) -> Response:
        versions = ChallengeVersion.objects.newest().select_related("challenge").defer("archive")
        return Response(ChallengeSerializer(versions, many=True).data)


class AssessmentListView(StaffView):
    @extend_schema(
        operation_id="assessments_list",
        parameters=[AssessmentFilterSerializer],
        responses=AssessmentSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        asked = parse(AssessmentFilterSerializer, request.query_params)
        assessments = _with_items(Assessment.objects.visible_to(self.user))
        if "organization" in asked:
            assessments = assessments.filter(organization=asked["organization"])
        return Response(AssessmentSerializer(assessments, many=True).data)

    @extend_schema(
        operation_id="assessments_create",
        request=AssessmentDraftSerializer,
        responses={201: AssessmentSerializer},
    )
    def post(self, request: Request) -> Response:
        draft = parse(AssessmentDraftSerializer, request.data)
        organization = get_object_or_404(
            Organization.objects.visible_to(self.user), pk=draft["organization_id"]
        )
        require_recruiter(user=self.user, organization=organization)
        assessment = services.create_assessment(
            organization=organization,
            title=draft["title"],
            ai_policy=draft["ai_policy"],
            minutes=draft["minutes"],
            reveal_scores=draft["reveal_scores"],
            items=[services.ItemDraft(**item) for item in draft["items"]],
            by=self.user,
            at=timezone.now(),
        )
        return Response(_rendered(assessment), status=201)


class AssessmentPublishView(StaffView):
    @extend_schema(operation_id="assessments_publish", request=None, responses=AssessmentSerializer)
    def post(self, request: Request, assessment_id: UUID) -> Response:
        assessment = get_object_or_404(Assessment.objects.visible_to(self.user), pk=assessment_id)
        require_recruiter(user=self.user, organization=assessment.organization)
        assessment = services.publish_assessment(
            assessment=assessment, by=self.user, at=timezone.now()
        )
        return Response(_rendered(assessment))


def _rendered(assessment: Assessment) -> dict[str, object]:
    loaded = _with_items(Assessment.objects.all()).get(pk=assessment.pk)
    return AssessmentSerializer(loaded).data


def _with_items(assessments: AssessmentQuerySet) -> AssessmentQuerySet:
    return assessments.prefetch_related("items__challenge_version__challenge")
