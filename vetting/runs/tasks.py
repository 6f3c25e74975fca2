"""What workers take from the queue. Each is one call; the database decides what comes of it.

Celery loads this module in every worker, so what a worker does beside its tasks hangs here too.
"""

import os
import socket
import threading
from typing import Any
from uuid import UUID

from celery import shared_task
from celery.signals import worker_process_init, worker_process_shutdown
from django.utils import timezone

from vetting.runs import fitness, queue, vigil
from vetting.runs.clockwork import run_container_reaper
from vetting.runs.runner import close_runner, runner
from vetting.runs.services.execution import execute
from vetting.runs.services.heartbeats import note_worker

__all__ = ["execute_run", "fitness", "vigil", "watchdog"]

_process_ends = threading.Event()


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


@shared_task(name=queue.EXECUTE)
def execute_run(run_id: str) -> None:
    owner = f"{worker_name()}:{threading.get_ident()}"
    execute(run_id=UUID(run_id), runner=runner(), owner=owner)


@shared_task(name=queue.WATCHDOG)
def watchdog() -> None:
    note_worker(name=worker_name(), at=timezone.now())


@worker_process_init.connect
def reap_beside_the_work(**_: Any) -> None:
    """Look for leftovers on this host, first those of the process that this one replaces."""
    threading.Thread(
        target=run_container_reaper, args=(_process_ends,), name="container-reaper", daemon=True
    ).start()


@worker_process_shutdown.connect
def give_back_what_the_process_holds(**_: Any) -> None:
    _process_ends.set()
    close_runner()
