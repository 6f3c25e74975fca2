"""A worker that lives but takes nothing ends itself, so that its supervisor starts another.

It happens: a broker that freezes at the wrong moment leaves Celery's consumer believing that it
still holds a message (an acknowledgement failed), and it never asks for the next. Nothing is lost
by ending: the rows hold the work.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, task_received, worker_ready
from celery.worker.state import reserved_requests
from django.conf import settings
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PATIENCE_LEASES = 2  # as long may messages wait for an idle worker
GOOD_ORDER_SECONDS = 20


class Vigil:
    """Judges whether this worker is deaf. `count_waiting` asks the broker, `is_idle` the worker."""

    def __init__(
        self, *, patience: float, count_waiting: Callable[[], int], is_idle: Callable[[], bool]
    ) -> None:
        self._patience = patience
        self._count_waiting, self._is_idle = count_waiting, is_idle
        self._sound_at = time.monotonic()

    def note_message(self) -> None:
        self._sound_at = time.monotonic()

    def is_deaf(self, *, at: float) -> bool:
        """Say whether messages waited all the time, nothing was taken and nothing in hand."""
        if not self._is_idle() or self._count_waiting() == 0:
            self._sound_at = at
        return at - self._sound_at > self._patience


@celeryd_init.connect
def watch_this_worker(**_: Any) -> None:
    """Keep watch in a worker that is a program of its own; the embedded one is not."""
    worker_ready.connect(_begin, weak=False)


def _begin(sender: Any, **_: Any) -> None:
    app, queues = sender.app, list(sender.app.amqp.queues.consume_from)
    vigil = Vigil(
        patience=PATIENCE_LEASES * settings.ENVIRONMENT.lease_seconds,
        count_waiting=lambda: _count_waiting(app, queues),
        is_idle=lambda: not reserved_requests,
    )
    task_received.connect(lambda **_: vigil.note_message(), weak=False)
    threading.Thread(target=_keep, args=(vigil,), name="vigil", daemon=True).start()


def _keep(vigil: Vigil) -> None:
    while True:
        time.sleep(settings.ENVIRONMENT.reap_seconds)
        try:
            deaf = vigil.is_deaf(at=time.monotonic())
        except (OperationalError, OSError):
            continue  # without a broker there is nothing to hear
        if deaf:
            logger.critical("messages wait and this worker takes none: it ends itself")
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(GOOD_ORDER_SECONDS)
            os.kill(os.getpid(), signal.SIGKILL)


def _count_waiting(app: Celery, queues: list[str]) -> int:
    with app.connection_for_read() as connection:
        connection.ensure_connection(max_retries=1)
        channel: Any = connection.default_channel
        return sum(channel.queue_declare(name, passive=True).message_count for name in queues)
