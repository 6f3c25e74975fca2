import pytest
from django.core.management import call_command

from challenges.competencies import COMPETENCIES
from tests.cast import NOW, cast, operator
from vetting.rubrics.built_in import DEFAULT_SLUG, read_built_in
from vetting.rubrics.models import Competency, Criterion, Level, Rubric
from vetting.rubrics.services import load_rubric

pytestmark = pytest.mark.django_db


def test_the_default_rubric_covers_the_five_ways_of_working_with_people() -> None:
    call_command("load_rubrics")
    criteria = Rubric.objects.newest(slug=DEFAULT_SLUG).criteria.all()
    assert [criterion.competency_id for criterion in criteria] == [
        "communication",
        "collaboration",
        "adaptability",
        "business-alignment",
        "ownership",
    ]


def test_every_level_of_every_criterion_is_anchored_in_its_own_words() -> None:
    call_command("load_rubrics")
    for criterion in Criterion.objects.prefetch_related("levels"):
        anchors = [level.anchor for level in criterion.levels.all()]
        assert [level.value for level in criterion.levels.all()] == [1, 2, 3, 4, 5]
        assert len(set(anchors)) == 5
        assert len(criterion.questions) >= 2


def test_loading_again_changes_nothing() -> None:
    call_command("load_rubrics")
    before = list(Rubric.objects.values_list("pk", "created_at"))
    call_command("load_rubrics")
    assert list(Rubric.objects.values_list("pk", "created_at")) == before
    assert Level.objects.count() == 25


def test_a_new_version_stands_beside_the_old_one() -> None:
    text = read_built_in(DEFAULT_SLUG)
    first = load_rubric(slug=DEFAULT_SLUG, version="1", text=text, at=NOW)
    second = load_rubric(
        slug=DEFAULT_SLUG, version="2", text=text, at=NOW.replace(year=NOW.year + 1)
    )
    assert first.pk != second.pk
    assert Rubric.objects.newest(slug=DEFAULT_SLUG) == second


def test_competencies_are_those_of_the_packs() -> None:
    call_command("load_rubrics")
    assert set(Competency.objects.values_list("slug", flat=True)) == set(COMPETENCIES)


def test_an_organization_s_own_rubric_is_not_another_s() -> None:
    people = cast()
    own = Rubric.objects.create(
        organization=people.elsewhere, slug="own", title="Own", version="1", created_at=NOW
    )
    assert own in Rubric.objects.visible_to(people.mallory)
    assert own in Rubric.objects.visible_to(operator())
    assert own not in Rubric.objects.visible_to(people.alice)
    assert people.opening.rubric in Rubric.objects.visible_to(people.alice)
