"""What is put on the queue is taken from it."""

import importlib
import importlib.util
from types import ModuleType

from django.apps import apps

from vetting.config.celery import app as celery


def test_every_queued_name_has_a_worker() -> None:
    celery.loader.import_default_modules()
    queued = {
        value
        for config in apps.get_app_configs()
        if (queue := _queue_of(config.name)) is not None
        for value in vars(queue).values()
        if isinstance(value, str)
        and value.startswith(f"{config.name}.")
        and value != queue.__name__
    }
    assert queued
    assert queued - set(celery.tasks) == set()


def _queue_of(app: str) -> ModuleType | None:
    has_queue = importlib.util.find_spec(f"{app}.queue") is not None
    return importlib.import_module(f"{app}.queue") if has_queue else None
