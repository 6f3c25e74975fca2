"""Whatever is sent to whatever address: a clear refusal, never a failure of ours."""

import json
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from tests.cast import client_of
from tests.endpoints import World, endpoints, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

JUNK: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1e308,
    "",
    "x" * 100_000,
    "\x00",
    "\ud800",
    "00000000-0000-0000-0000-000000000000",
    "../../etc/passwd",
    [],
    [[]],
    [{}],
    {},
    {"a": {"b": None}},
]
RAW = ["", "{", "{}", "[{}]", "null", "1", '"x"', "[" * 2000, "NaN", '"', "\xff"]
QUERIES = ["?automated_weight=%00", "?organization=%ff", "?preview=%00&x[]=1", "?" + "a=1&" * 500]


def fields() -> dict[tuple[str, str], list[str]]:
    """The names that each operation reads, by the schema."""
    schema = SchemaGenerator().get_schema(public=True)
    found = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {})
            shape = body.get("application/json", {}).get("schema", {})
            name = shape.get("$ref", "").rsplit("/", 1)[-1]
            properties = schema["components"]["schemas"].get(name, {}).get("properties", {})
            found[method, path.count("/"), path.rsplit("}", 1)[-1]] = list(properties)
    return found


FIELDS = fields()


def known_fields(method: str, address: str) -> list[str]:
    return FIELDS.get((method, address.count("/"), address.rsplit(">", 1)[-1]), [])


def send(client: APIClient, method: str, address: str, body: str) -> int:
    response = client.generic(
        method.upper(),
        address,
        body.encode("utf-8", "surrogatepass"),
        content_type="application/json",
        headers={"Idempotency-Key": "junk"},
    )
    if response.status_code >= 400:
        assert response["Content-Type"] in {"application/problem+json", "text/html"}, address
    return response.status_code


def people_of(world: World) -> list[APIClient]:
    candidate = world.application.candidate.user
    assert candidate is not None
    clients = [client_of(one) for one in (world.cast.alice, world.cast.bob, candidate)]
    for client in clients:
        client.raise_request_exception = False
    return clients


WRITING = sorted(one for one in endpoints() if one[0] != "get")
READING = sorted(route for method, route in endpoints() if method == "get")


@pytest.mark.parametrize(("method", "route"), WRITING)
def test_no_body_makes_us_fail(method: str, route: str) -> None:
    world = make_world()
    address = world.address(route)
    names = known_fields(method, f"/api/v1/{route}")
    bodies = RAW + [json.dumps(dict.fromkeys(names, junk)) for junk in JUNK if names]
    for client in people_of(world):
        failed = [body[:80] for body in bodies if send(client, method, address, body) >= 500]
        assert failed == []


@pytest.mark.parametrize("route", READING)
def test_no_query_makes_us_fail(route: str) -> None:
    world = make_world()
    for client in people_of(world):
        for query in QUERIES:
            assert client.get(world.address(route) + query).status_code < 500


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_no_path_of_a_file_makes_us_fail(method: str) -> None:
    world = make_world()
    paths = ["%00", "..%2f..%2fetc", "a%0ab", "%ff", "x" * 3000, "a//b", "%F0%9F%98%80", " ", "."]
    bases = [
        world.address("workspaces/<uuid:workspace_id>/files/"),
        world.address("workspaces/<uuid:workspace_id>/data/"),
        world.address("submissions/<uuid:submission_id>/files/"),
    ]
    for client in people_of(world):
        for base in bases:
            for path in paths:
                assert send(client, method, base + path, '{"text": "x"}') < 500, path
