from django.contrib import admin

from vetting.core.admin import ReadOnlyAdmin
from vetting.rubrics.models import Competency, Criterion, Level, Rubric


class CriterionInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Criterion
    fields = ("position", "title", "competency", "weight")
    show_change_link = True


class LevelInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Level


@admin.register(Competency)
class CompetencyAdmin(ReadOnlyAdmin):
    list_display = ("slug", "title", "description")


@admin.register(Rubric)
class RubricAdmin(ReadOnlyAdmin):
    list_display = ("title", "version", "organization", "created_at")
    list_select_related = ("organization",)
    inlines = (CriterionInline,)


@admin.register(Criterion)
class CriterionAdmin(ReadOnlyAdmin):
    list_display = ("title", "rubric", "competency", "weight")
    list_select_related = ("rubric", "competency")
    inlines = (LevelInline,)


@admin.register(Level)
class LevelAdmin(ReadOnlyAdmin):
    list_display = ("criterion", "value", "anchor")
    list_select_related = ("criterion",)
