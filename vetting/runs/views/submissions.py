from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from vetting.accounts.models import User
from vetting.accounts.views import StaffView
from vetting.attempts.models import Submission
from vetting.attempts.selectors import decode_text
from vetting.attempts.services.submissions import submitted_file
from vetting.core.errors import NotVisibleError
from vetting.runs.models import Run
from vetting.runs.selectors import submission_page
from vetting.runs.serializers import SubmissionSerializer, SubmittedContentSerializer


class SubmissionView(StaffView):
    @extend_schema(operation_id="submissions_retrieve", responses=SubmissionSerializer)
    def get(self, request: Request, submission_id: UUID) -> Response:
        page = submission_page(find_submission(self.user, submission_id))
        return Response(SubmissionSerializer(page).data)


class SubmittedFileView(StaffView):
    @extend_schema(operation_id="submission_files_retrieve", responses=SubmittedContentSerializer)
    def get(self, request: Request, submission_id: UUID, path: str) -> Response:
        content = submitted_file(find_submission(self.user, submission_id), path)
        if content is None:
            raise NotVisibleError
        text = decode_text(content)
        return Response({"path": path, "text": text, "size": len(content), "binary": text is None})


def find_submission(user: User, submission_id: UUID) -> Submission:
    """Find what was handed in, for those who judge it. What candidates tried stays theirs."""
    scored = Run.objects.visible_to(user).filter(kind=Run.Kind.SCORED)
    return get_object_or_404(
        Submission.objects.filter(pk__in=scored.values("submission"))
        .select_related("workspace__item__challenge_version")
        .defer("workspace__item__challenge_version__archive"),
        pk=submission_id,
    )
