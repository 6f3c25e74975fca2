from django.contrib import admin

from vetting.core.admin import ReadOnlyAdmin
from vetting.reviews.models import Rating, Scorecard


class RatingInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Rating


@admin.register(Scorecard)
class ScorecardAdmin(ReadOnlyAdmin):
    list_display = ("application", "author", "state", "recommendation", "handed_in_at")
    list_select_related = ("application__candidate", "application__opening", "author")
    list_filter = ("state", "recommendation")
    inlines = (RatingInline,)


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    list_display = ("scorecard", "criterion", "level", "not_observed")
    list_select_related = (
        "scorecard__application__candidate",
        "scorecard__application__opening",
        "scorecard__author",
        "criterion",
    )
