"""Refusals and defects outside the REST framework: problems for programs, pages for people."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults
from django.views.csrf import csrf_failure

from vetting.core.errors import ForbiddenError, InvalidError, NotVisibleError, ProblemError
from vetting.core.problems import problem_response


class DefectError(ProblemError):
    """Ours, logged with its traceback; the caller learns nothing about the inside."""

    status = 500
    code = "internal_error"
    title = "Our failure"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_programs(request):
        return problem_response(InvalidError("The request could not be read."))
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_programs(request):
        return problem_response(ForbiddenError("You may not do this."))
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_for_programs(request):
        return problem_response(NotVisibleError())
    return defaults.page_not_found(request, exception)


def defect(request: HttpRequest) -> HttpResponse:
    if _is_for_programs(request):
        return problem_response(DefectError("Something failed on our side; it has been logged."))
    return defaults.server_error(request)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    if _is_for_programs(request):
        return problem_response(ForbiddenError(f"The request's origin is not proven: {reason}"))
    return csrf_failure(request, reason)


def _is_for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
