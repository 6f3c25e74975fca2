from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from vetting.rubrics.built_in import VERSIONS, read_built_in
from vetting.rubrics.services import load_rubric


class Command(BaseCommand):
    help = "Loads the built-in rubrics; those that are there already stay as they are."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for slug, version in VERSIONS.items():
            rubric = load_rubric(
                slug=slug, version=version, text=read_built_in(slug), at=timezone.now()
            )
            self.stdout.write(f"{rubric}: {rubric.criteria.count()} criteria")
