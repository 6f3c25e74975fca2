"""`manage.py dispatch`: the clockwork of server mode, as a process of its own."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from vetting.runs.clockwork import run_dispatcher


class Command(BaseCommand):
    help = "Hand in at deadlines, send work to the workers, take it back from dead ones."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        self.stdout.write("dispatching")
        run_dispatcher(stop)
