import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from vetting.demo.cast import demo_accounts
from vetting.demo.errors import DemoRefusedError
from vetting.demo.services import load_demo

FILE = "demo.json"  # in the data folder: what `make run` tells its user


class Command(BaseCommand):
    help = "Loads the demo: invented people, real submissions, real runs. Once."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            invitation_url = load_demo(at=timezone.now())
        except DemoRefusedError as error:
            raise CommandError(str(error)) from None
        if invitation_url is None:
            self.stdout.write("the demo is there already")
            return
        told = {"logins": demo_accounts(), "invitation_url": invitation_url}
        # Only a hash of the invitation is kept elsewhere, so this file is its one copy.
        path = settings.ENVIRONMENT.home / FILE
        path.write_text(json.dumps(told, indent=2), encoding="utf-8")
        self.stdout.write(f"the demo is loaded: {path}")
