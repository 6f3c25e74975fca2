"""Loading rubrics from the text files that authors write."""

from datetime import datetime

from django.db import transaction

from challenges.competencies import COMPETENCIES
from challenges.rubric import PackRubric
from vetting.rubrics.models import Competency, Criterion, Level, Rubric


def load_competencies() -> None:
    """Bring the table in line with the list that packs use."""
    Competency.objects.bulk_create(
        [
            Competency(slug=slug, title=one.title, description=one.description)
            for slug, one in COMPETENCIES.items()
        ],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=["title", "description"],
    )


@transaction.atomic
def load_rubric(*, slug: str, version: str, text: PackRubric, at: datetime) -> Rubric:
    """Return the built-in rubric of that version; a version that exists never changes."""
    rubric, created = Rubric.objects.get_or_create(
        organization=None,
        slug=slug,
        version=version,
        defaults={"title": text.title, "created_at": at},
    )
    if created:
        _add_criteria(rubric, text)
    return rubric


def _add_criteria(rubric: Rubric, text: PackRubric) -> None:
    load_competencies()
    criteria = [
        Criterion(
            rubric=rubric,
            position=position,
            competency_id=written.competency,
            title=written.title,
            guidance=written.guidance,
            questions=list(written.questions),
            weight=written.weight,
        )
        for position, written in enumerate(text.criteria, start=1)
    ]
    Criterion.objects.bulk_create(criteria)
    Level.objects.bulk_create(
        [
            Level(criterion=criterion, value=int(value), anchor=anchor)
            for criterion, written in zip(criteria, text.criteria, strict=True)
            for value, anchor in sorted(written.anchors.items())
        ]
    )
