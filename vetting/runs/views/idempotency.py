"""The header by which a repeated request is known."""

import re

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from vetting.runs.errors import IdempotencyKeyError

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    required=True,
    description="1 to 80 visible ASCII characters; the same key gives the same answer",
)
FORM = re.compile(r"[!-~]{1,80}")


def idempotency_key(request: Request) -> str:
    """Read the header. Raises IdempotencyKeyError."""
    key: str = request.headers.get("Idempotency-Key", "")
    if not FORM.fullmatch(key):
        raise IdempotencyKeyError
    return key
