"""What happens without anybody asking: the loops beside the web pages and the workers.

Every loop may run in several processes at once, and outlives a database or a broker that is away.
"""

import logging
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.db import close_old_connections, connection
from kombu.exceptions import OperationalError

from sandbox.errors import SandboxError
from vetting.runs import queue
from vetting.runs.runner import runner
from vetting.runs.services.acceptance import hand_in_due, order_preparations
from vetting.runs.services.dispatching import dispatch
from vetting.runs.services.reaping import reap_containers, reap_leases

logger = logging.getLogger(__name__)


def tick() -> None:
    """Do what time alone brings about: hand in, order data, send hints."""
    hand_in_due()
    order_preparations()
    dispatch()


def run_dispatcher(stop: threading.Event) -> None:
    """Tick and reap until `stop`. Leases are reaped first: a crash may have left some."""
    environment = settings.ENVIRONMENT
    next_reaping = time.monotonic()
    while not stop.is_set():
        if time.monotonic() >= next_reaping:
            _survive(reap_leases)
            _survive(_ask_for_a_sign_of_life)
            next_reaping = time.monotonic() + environment.reap_seconds
        _survive(tick)
        stop.wait(environment.dispatch_seconds)
    connection.close()


def run_container_reaper(stop: threading.Event) -> None:
    """Keep this host free of containers that nobody waits for, until `stop`."""
    while not stop.is_set():
        _survive(_reap_containers)
        stop.wait(settings.ENVIRONMENT.reap_seconds)
    connection.close()


def _reap_containers() -> None:
    reap_containers(runner())


def _ask_for_a_sign_of_life() -> None:
    queue.send_watchdog(expires_seconds=2 * settings.ENVIRONMENT.reap_seconds)


def _survive(step: Callable[[], object]) -> None:
    close_old_connections()
    try:
        step()
    except (OperationalError, SandboxError) as error:
        logger.warning("%s: %s", getattr(step, "__name__", "step"), error)
    except Exception:  # the loop is the last line of defence: it may fail, it may not end
        logger.exception("%s", getattr(step, "__name__", "step"))
        connection.close()
