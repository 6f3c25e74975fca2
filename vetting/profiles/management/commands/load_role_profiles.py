from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vetting.profiles.built_in import read_built_in
from vetting.profiles.services import load_profile


class Command(BaseCommand):
    help = "Loads the built-in role profiles; those that are there already stay as they are."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for role, text in read_built_in().items():
            self.stdout.write(str(load_profile(role=role, text=text, at=timezone.now())))
