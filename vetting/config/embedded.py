"""`python -m vetting.config.embedded`: web, worker and dispatcher in one process, for one person.

The same code path as in server mode, with a broker in memory. It answers on loopback only, and it
is the only one that works on its data folder: what a killed predecessor held is taken back at boot.
"""

import fcntl
import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import django
import uvicorn
from celery.worker import WorkController
from celery.worker import state as worker_state
from django.conf import settings
from django.core.management import call_command

from vetting.config.celery import app

HOST = "127.0.0.1"
PORT = 8000
REQUEST_SECONDS = 5  # how long a request may take to end after the signal
WORKER_SECONDS = 15  # how long the worker may take to give back what it holds

logger = logging.getLogger(__name__)


class Server(uvicorn.Server):
    """uvicorn raises the signal again once it has stopped, and nothing after it would happen."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        with super().capture_signals():
            yield
            self._captured_signals.clear()


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vetting.config.settings")
    django.setup()
    if settings.ENVIRONMENT.mode != "embedded":
        sys.stderr.write("VETTING_MODE is not embedded: start web, worker and dispatcher apart.\n")
        return 2
    call_command("check", fail_level="ERROR", verbosity=0)
    with _sole_use():
        return _serve()


def _serve() -> int:
    # These use models, which exist only now.
    from vetting.runs.clockwork import run_container_reaper, run_dispatcher  # noqa: PLC0415 # above
    from vetting.runs.runner import close_runner  # noqa: PLC0415 # above
    from vetting.runs.services import leases  # noqa: PLC0415 # above
    from vetting.runs.services.dispatching import forget_hints  # noqa: PLC0415 # above
    from vetting.runs.services.reaping import reap_all_leases  # noqa: PLC0415 # above

    reap_all_leases()
    forget_hints()
    stop = threading.Event()
    worker = _start_worker()
    for loop in (run_dispatcher, run_container_reaper):
        threading.Thread(target=loop, args=(stop,), name=loop.__name__, daemon=True).start()
    try:
        _web_server().run()
    finally:
        stop.set()
        leases.shutting_down.set()
        setattr(worker_state, "should_stop", os.EX_OK)  # noqa: B010 - the worker looks at it; its type has no such name
        worker.join(WORKER_SECONDS)
        close_runner()
    if worker.is_alive():
        # Its threads would keep the process alive; the next boot takes back what they hold.
        logger.error("the worker did not end in %s s", WORKER_SECONDS)
        os._exit(1)
    return 0


def _start_worker() -> threading.Thread:
    worker = WorkController(
        app=app,
        hostname="embedded@localhost",
        pool="threads",  # they ignore Celery's time limits: time is the sandbox's business
        concurrency=settings.ENVIRONMENT.worker_threads,
        queues="runs,maintenance",
        loglevel=logging.WARNING,
        without_gossip=True,
        without_heartbeat=True,
        without_mingle=True,
    )
    thread = threading.Thread(target=worker.start, name="worker", daemon=True)
    thread.start()
    return thread


def _web_server() -> Server:
    return Server(
        uvicorn.Config(
            "vetting.config.asgi:application",
            host=HOST,
            port=int(os.environ.get("PORT") or PORT),
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=REQUEST_SECONDS,
        )
    )


@contextmanager
def _sole_use() -> Iterator[None]:
    """Hold the data folder's lock. It falls with the process, however that ends."""
    home = settings.ENVIRONMENT.home
    home.mkdir(parents=True, exist_ok=True)
    with (home / "embedded.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"Another process works in {home}: end it first.")
        yield


if __name__ == "__main__":
    sys.exit(main())
