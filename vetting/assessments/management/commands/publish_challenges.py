from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from challenges.catalog import LIBRARY, library
from challenges.errors import PackError
from vetting.assessments.errors import NotCalibratedError, VersionTakenError
from vetting.assessments.services import publish_challenge


class Command(BaseCommand):
    help = "Publishes every calibrated pack of the library; what is published already stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--library", type=Path, default=LIBRARY, help="folder of packs")

    def handle(self, *_args: Any, **options: Any) -> None:
        refused = []
        try:
            packs = library(options["library"])
        except PackError as error:
            raise CommandError(str(error)) from None
        for pack in packs:
            try:
                version = publish_challenge(pack=pack, at=timezone.now())
            except (NotCalibratedError, VersionTakenError) as error:
                refused.append(str(error))
                continue
            self.stdout.write(f"published {version.challenge} {version.version} {version.digest}")
        if refused:
            raise CommandError("\n".join(refused))
