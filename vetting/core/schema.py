"""What the OpenAPI schema must say beyond what the framework derives, or the typed client lies."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.generators import SchemaGenerator

from vetting.core.problems import CONTENT_TYPE

PROBLEM = {
    "type": "object",
    "description": "RFC 9457 problem details; `code` is for programs, `detail` for people.",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "errors": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status", "detail", "code"],
    "additionalProperties": True,
}
METHODS = {"get", "post", "put", "patch", "delete"}


class VettingSessionScheme(SessionScheme):  # type: ignore[no-untyped-call] # the registry's hook
    target_class = "vetting.core.authentication.SessionAuthentication"
    priority = 0


def require_what_is_sent(
    result: dict[str, Any], generator: SchemaGenerator, **_: object
) -> dict[str, Any]:
    """Post-processing hook: answers carry all of their fields always, null or not."""
    for name, schema in result["components"]["schemas"].items():
        if schema.get("type") == "object" and not name.endswith("Request"):
            schema["required"] = sorted(schema.get("properties", ()))
    return result


def announce_problems(
    result: dict[str, Any], generator: SchemaGenerator, **_: object
) -> dict[str, Any]:
    """Post-processing hook: the refusals that any caller must expect of each operation."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            if method not in METHODS:
                continue
            for status, meaning in _refusals(path, method, operation).items():
                operation["responses"].setdefault(
                    status,
                    {
                        "description": meaning,
                        "content": {
                            CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}
                        },
                    },
                )
    return result


def _refusals(path: str, method: str, operation: Mapping[str, Any]) -> dict[str, str]:
    refusals = {"403": "Seen but not allowed"}
    if operation.get("security", [{}])[0] or len(operation.get("security", [])) > 1:
        refusals["401"] = "Not signed in"
    if method != "get" or operation.get("parameters"):
        refusals["400"] = "Not valid"
    if "{" in path:
        refusals["404"] = "Nothing here that you may see"
    if method != "get":
        refusals["409"] = "No longer fits the state"
        refusals["429"] = "Too many requests"
    return dict(sorted(refusals.items()))
