"""The one runner of this process: made when first needed, as the settings say."""

from functools import lru_cache

from django.conf import settings
from django.utils.module_loading import import_string

from sandbox.docker_runner import DockerRunner
from sandbox.runner import Runner


@lru_cache(maxsize=1)
def runner() -> Runner:
    made = import_string(settings.RUNNER_FACTORY)()
    return made  # type: ignore[no-any-return]


def close_runner() -> None:
    """Give back what the runner holds. The next call of `runner` makes another."""
    if runner.cache_info().currsize:
        runner().close()
        runner.cache_clear()


def docker_runner() -> Runner:
    return DockerRunner()
