"""Every refusal of the API as RFC 9457 problem details: one shape, one media type."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from vetting.core.errors import ForbiddenError, NotVisibleError, ProblemError, TooLargeError

CONTENT_TYPE = "application/problem+json"


def problem(
    *, status: int, code: str, title: str, detail: str, extra: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    return {
        "type": f"urn:vetting:problem:{code}",
        "title": title,
        "status": status,
        "detail": detail,
        "code": code,
        **(extra or {}),
    }


def problem_of(error: ProblemError) -> dict[str, Any]:
    return problem(
        status=error.status,
        code=error.code,
        title=error.title,
        detail=str(error),
        extra=error.extra,
    )


def problem_response(error: ProblemError) -> JsonResponse:
    """For views and handlers that stand outside the REST framework."""
    return JsonResponse(problem_of(error), status=error.status, content_type=CONTENT_TYPE)


def render_problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The REST framework's exception handler. None lets a defect of ours become a logged 500."""
    headers: dict[str, str] = {}
    if isinstance(error, Http404):
        error = NotVisibleError()
    elif isinstance(error, PermissionDenied):
        error = ForbiddenError(str(error) or "You may not do this.")
    elif isinstance(error, RequestDataTooBig):
        error = TooLargeError("The request's body is too large.")
    if isinstance(error, ProblemError):
        body = problem_of(error)
        if "retry_after_seconds" in error.extra:
            headers["Retry-After"] = str(error.extra["retry_after_seconds"])
    elif isinstance(error, exceptions.APIException):
        body = _from_framework(error)
        if challenge := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = challenge
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait))
    else:
        return None
    set_rollback()
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def _from_framework(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return problem(
            status=400,
            code="invalid",
            title="The request is not valid",
            detail="Some fields need mending.",
            extra={"errors": flatten(error.detail)},
        )
    return problem(
        status=error.status_code,
        code=str(error.default_code),
        title=str(error.default_detail),
        detail=str(error.detail),
    )


def flatten(detail: object, prefix: str = "") -> dict[str, list[str]]:
    """Nested validation errors as {"items.0.weight": ["message"]}."""
    if isinstance(detail, Mapping):
        pairs = [(str(key), value) for key, value in detail.items()]
    elif isinstance(detail, list) and any(isinstance(one, (Mapping, list)) for one in detail):
        pairs = [(str(index), value) for index, value in enumerate(detail)]
    else:
        messages = detail if isinstance(detail, list) else [detail]
        return {prefix or "non_field_errors": [str(message) for message in messages]}
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.update(flatten(value, f"{prefix}.{key}" if prefix else key))
    return found
