from uuid import UUID

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.attempts.models import Attempt
from vetting.attempts.services import sittings
from vetting.attempts.views.sitting import SittingView
from vetting.openings.models import Opening
from vetting.runs.errors import NotHandedInError
from vetting.runs.selectors import attempt_page, report
from vetting.runs.serializers import AttemptSerializer, ReportSerializer
from vetting.runs.services import acceptance
from vetting.runs.views.idempotency import IDEMPOTENCY_KEY, idempotency_key


class AttemptView(SittingView):
    @extend_schema(operation_id="attempts_retrieve", responses=AttemptSerializer)
    def get(self, request: Request, attempt_id: UUID) -> Response:
        return self.rendered(self.get_attempt(attempt_id))

    def get_attempt(self, attempt_id: UUID) -> Attempt:
        return get_object_or_404(
            Attempt.objects.sat_by(self.user).select_related("application__opening"),
            pk=attempt_id,
        )

    def rendered(self, attempt: Attempt) -> Response:
        return Response(AttemptSerializer(attempt_page(attempt.pk)).data)


class StartView(AttemptView):
    http_method_names = ("post", "options")

    @extend_schema(operation_id="attempts_start", request=None, responses=AttemptSerializer)
    def post(self, request: Request, attempt_id: UUID) -> Response:
        attempt = self.get_attempt(attempt_id)
        sittings.start(attempt=attempt, by=self.user, at=timezone.now())
        return self.rendered(attempt)


class HandInView(AttemptView):
    http_method_names = ("post", "options")

    @extend_schema(
        operation_id="attempts_hand_in",
        request=None,
        parameters=[IDEMPOTENCY_KEY],
        responses=AttemptSerializer,
    )
    def post(self, request: Request, attempt_id: UUID) -> Response:
        # An attempt is handed in once: any second post is the repetition of the first.
        idempotency_key(request)
        attempt = self.get_attempt(attempt_id)
        acceptance.hand_in(attempt=attempt, by=self.user)
        return self.rendered(attempt)


class ReportView(SittingView):
    """For the candidate, and for those who manage the opening."""

    @extend_schema(operation_id="attempts_report", responses=ReportSerializer)
    def get(self, request: Request, attempt_id: UUID) -> Response:
        managed = Q(application__opening__in=Opening.objects.managed_by(self.user))
        own = Attempt.objects.sat_by(self.user)
        attempt = get_object_or_404(
            Attempt.objects.filter(managed | Q(pk__in=own.values("pk"))).select_related(
                "assessment", "application"
            ),
            pk=attempt_id,
        )
        if attempt.state != Attempt.State.HANDED_IN:
            raise NotHandedInError
        reveals = attempt.assessment.reveal_scores or not own.filter(pk=attempt.pk).exists()
        return Response(ReportSerializer(report(attempt, reveals_scores=reveals)).data)
