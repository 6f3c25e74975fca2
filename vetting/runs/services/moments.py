"""Moments by the database's clock: workers' clocks may differ, the rows' must not."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Now


def seconds_from_now(seconds: float) -> Combinable:
    wait = Value(timedelta(seconds=seconds))
    return ExpressionWrapper(Now() + wait, output_field=DateTimeField())
