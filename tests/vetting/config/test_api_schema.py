"""The schema is what the typed client is made from: it must be valid, stable and honest."""

from typing import Any

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return SchemaGenerator().get_schema(public=True)


def operations(schema: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def test_it_is_valid_and_free_of_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("spectacular", validate=True, fail_on_warn=True)
    assert "Warning" not in capsys.readouterr().err


def test_it_is_the_same_every_time(schema: dict[str, Any]) -> None:
    validate_schema(schema)
    assert SchemaGenerator().get_schema(public=True) == schema


def test_every_answer_has_a_shape(schema: dict[str, Any]) -> None:
    untyped = [
        (path, method, status)
        for path, method, operation in operations(schema)
        for status, response in operation["responses"].items()
        if status.startswith("2") and status != "204" and not response.get("content")
    ]
    assert untyped == []


def test_every_operation_announces_its_refusals(schema: dict[str, Any]) -> None:
    for path, method, operation in operations(schema):
        statuses = set(operation["responses"])
        assert "403" in statuses, (path, method)
        if "{" in path:
            assert "404" in statuses, (path, method)
        if method != "get":
            assert {"400", "409"} <= statuses, (path, method)


def test_every_operation_has_a_name_of_its_own(schema: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(schema)]
    assert len(set(names)) == len(names)
