from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import Celery
from pytest_django import Settings

from tests.faults.platform import PRODUCT, SHORT, Platform
from tests.servers import RedisServer
from vetting.runs import queue


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """Give each test a Redis of its own to hurt."""
    server = RedisServer().start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def web_process(
    redis: RedisServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Let the test accept work as the web process of this platform does."""
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update=SHORT)
    changes = {
        "task_publish_retry": False,
        "broker_transport_options": settings.REDIS_TRANSPORT,
    }
    with Celery(broker=redis.url, set_as_current=False, changes=changes) as app:
        monkeypatch.setattr(queue, "current_app", app)
        yield


@pytest.fixture
def platform(transactional_db: None, redis: RedisServer, tmp_path: Path) -> Iterator[Platform]:
    """Server mode, not yet started. Its processes end before the database is emptied."""
    made = Platform(redis, tmp_path)
    yield made
    made.stop()


@pytest.fixture
def docker_platform(
    transactional_db: None, redis: RedisServer, tmp_path: Path
) -> Iterator[Platform]:
    made = Platform(redis, tmp_path, PRODUCT)
    yield made
    made.stop()
