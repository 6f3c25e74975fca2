"""What every model keeps to."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

WHEN = ("_at", "_until")
OF_DJANGO = {"last_login"}  # AbstractBaseUser's own name


def fields() -> Iterator[models.Field]:
    for model in apps.get_models():
        if model.__module__.startswith("vetting."):
            yield from model._meta.local_fields


def named(field: models.Field) -> str:
    return f"{field.model._meta.label}.{field.name}"


def test_a_moment_ends_in_at_and_a_day_in_date() -> None:
    moments = [f for f in fields() if isinstance(f, models.DateTimeField)]
    days = [f for f in fields() if type(f) is models.DateField]
    assert moments
    assert [
        named(f) for f in moments if not f.name.endswith(WHEN) and f.name not in OF_DJANGO
    ] == []
    assert [named(f) for f in days if not f.name.endswith("_date")] == []


def test_a_lower_app_is_not_given_a_way_to_a_higher_one() -> None:
    """A reverse accessor is an upward dependency in disguise."""
    across = [
        f
        for f in fields()
        if isinstance(f, models.ForeignKey)
        and f.related_model._meta.app_label != f.model._meta.app_label
    ]
    assert across
    assert [named(f) for f in across if f.remote_field.related_name != "+"] == []


def test_states_are_whole_words_in_lower_case() -> None:
    states = [f for f in fields() if f.name in {"state", "kind", "role", "verdict"} and f.choices]
    assert states
    values = {str(value) for f in states for value, _ in f.flatchoices}
    assert [value for value in values if not value.replace("_", "").isalpha()] == []
    assert values == {value.lower() for value in values}


def test_enumerations_are_insisted_on_by_the_database() -> None:
    """A field with choices has a constraint that names it: Django checks choices in forms only."""
    unguarded = [
        named(f)
        for f in fields()
        if f.name == "state"
        and not any(
            isinstance(constraint, models.CheckConstraint) and "state" in str(constraint.condition)
            for constraint in f.model._meta.constraints
        )
    ]
    assert unguarded == []
