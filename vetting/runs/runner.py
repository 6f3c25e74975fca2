"""The one runner of this process: made when first needed, as the settings say."""

import threading
from collections.abc import Callable

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from sandbox.docker_runner import DockerRunner
from sandbox.process_runner import ProcessRunner
from sandbox.runner import Runner

_made: list[Runner] = []
_lock = threading.Lock()  # several threads may need it first at once


def runner() -> Runner:
    with _lock:
        if not _made:
            make: Callable[[], Runner] = import_string(settings.RUNNER_FACTORY)
            _made.append(make())
        return _made[0]


def close_runner() -> None:
    """Give back what the runner holds. The next call of `runner` makes another."""
    with _lock:
        while _made:
            _made.pop().close()


def docker_runner() -> Runner:
    # Two installations may share an engine, each with a database that knows only its own runs.
    return DockerRunner(
        installation=salted_hmac("sandbox", "installation").hexdigest()[:16],
        fork_server=settings.ENVIRONMENT.sandbox_fork_server,
    )


def process_runner() -> Runner:
    """Make the runner that isolates nothing. A system check keeps it out of server mode."""
    return ProcessRunner(allow_no_isolation=True)
