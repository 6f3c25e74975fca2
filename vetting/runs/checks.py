"""Settings that would lose work or trust code that nobody may trust: refused before the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

EMBEDDED = "embedded"
NO_ISOLATION = "vetting.runs.runner.process_runner"


@register
def check_broker(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """The memory broker ends at the process: a worker in another one would wait for ever."""
    if settings.ENVIRONMENT.mode == EMBEDDED or not settings.CELERY_BROKER_URL.startswith("memory"):
        return []
    return [
        Error(
            "The memory broker joins web and worker only inside one process.",
            hint="Set REDIS_URL, or VETTING_MODE=embedded.",
            id="runs.E001",
        )
    ]


@register
def check_isolation(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if settings.ENVIRONMENT.mode == EMBEDDED or settings.RUNNER_FACTORY != NO_ISOLATION:
        return []
    return [
        Error(
            "The process runner isolates nothing from candidates' code.",
            hint="Set VETTING_RUNNER=docker.",
            id="runs.E002",
        )
    ]
