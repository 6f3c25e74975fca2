"""Settings that would lose work or trust strangers' code are refused."""

import pytest
from django.core.checks import Error, run_checks
from pytest_django import Settings


def ids() -> set[str]:
    return {str(found.id) for found in run_checks() if isinstance(found, Error)}


def test_the_embedded_mode_may_have_both(settings: Settings) -> None:
    settings.CELERY_BROKER_URL = "memory://"
    settings.RUNNER_FACTORY = "vetting.runs.runner.process_runner"
    assert not ids()


@pytest.mark.parametrize(
    ("broker", "factory", "refused"),
    [
        ("memory://", "vetting.runs.runner.docker_runner", "runs.E001"),
        ("redis://127.0.0.1/0", "vetting.runs.runner.process_runner", "runs.E002"),
    ],
)
def test_the_server_mode_refuses_them(
    settings: Settings, broker: str, factory: str, refused: str
) -> None:
    settings.ENVIRONMENT = settings.ENVIRONMENT.model_copy(update={"mode": "server"})
    settings.CELERY_BROKER_URL = broker
    settings.RUNNER_FACTORY = factory
    assert ids() == {refused}
