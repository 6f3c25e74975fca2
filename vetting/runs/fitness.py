"""A worker of the server mode starts only on a host that holds candidates' code as it must."""

import logging
from typing import Any

from celery.signals import celeryd_init
from django.conf import settings

from sandbox import doctor

DOCKER = "vetting.runs.runner.docker_runner"

logger = logging.getLogger(__name__)


@celeryd_init.connect
def refuse_an_unfit_host(**_: Any) -> None:
    """Raises `SystemExit`: a supervisor tries again, and by then somebody may have mended it."""
    if settings.RUNNER_FACTORY != DOCKER:
        return
    missing = doctor.missing(fork_server=settings.ENVIRONMENT.sandbox_fork_server)
    for control in missing:
        logger.error("this host must not run jobs: %s", control)
    if missing:
        raise SystemExit("This host must not run jobs: `python -m sandbox doctor` tells why.")
