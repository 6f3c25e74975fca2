"""A real database under every test: PostgreSQL, or SQLite with VETTING_TEST_DATABASE=sqlite.

The tests start the servers that they need (`tests/servers.py`), one per xdist worker, and end them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests.servers import PostgresServer, RedisServer

USES_SQLITE = os.environ.get("VETTING_TEST_DATABASE", "postgresql") == "sqlite"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    server = PostgresServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    server = RedisServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put the database of the tests in the place of the configured one, before its first use."""
    if USES_SQLITE:
        database = _sqlite(tmp_path_factory.mktemp("database"))
    else:
        database = _postgresql(request.getfixturevalue("postgres"))
    configured = connections.configure_settings({"default": database})
    connections.settings = configured
    settings.DATABASES = configured
    # Something may have asked for the connection while modules were loaded: it is another one now.
    connections["default"].close()
    del connections["default"]
    assert connections["default"].vendor == ("sqlite" if USES_SQLITE else "postgresql")


def _postgresql(server: PostgresServer) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": str(server.port),
        "USER": server.user,
        "NAME": "postgres",
    }


def _sqlite(folder: Path) -> dict[str, object]:
    """Give a file, not memory: tests that act from several threads need several connections."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "vetting.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
        "TEST": {"NAME": str(folder / "test.sqlite3")},
    }
