"""What a request says, checked, as plain values."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers


def parse(
    shape: type[serializers.Serializer[Any]], data: object, *, partial: bool = False
) -> dict[str, Any]:
    """Return the validated values; the framework's ValidationError becomes a 400 problem."""
    serializer = shape(data=data, partial=partial)
    serializer.is_valid(raise_exception=True)
    values: Mapping[str, Any] = serializer.validated_data
    return dict(values)
