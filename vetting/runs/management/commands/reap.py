"""`manage.py reap`: take back what dead workers held, once, and end their containers here."""

from typing import Any

from django.core.management.base import BaseCommand

from vetting.runs.runner import runner
from vetting.runs.services.reaping import reap_containers, reap_leases


class Command(BaseCommand):
    help = "Queue runs of silent workers again and remove containers that nobody waits for."

    def handle(self, *args: Any, **options: Any) -> None:
        runs = reap_leases()
        containers = reap_containers(runner())
        self.stdout.write(f"{runs} runs taken back, {containers} containers removed")
