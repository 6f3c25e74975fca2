from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from vetting.assessments.models import Assessment, Challenge, ChallengeVersion, Item
from vetting.core.admin import ReadOnlyAdmin


class ItemInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Item


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ("title", "version", "organization", "state", "minutes")
    list_select_related = ("organization",)
    list_filter = ("state", "organization")
    inlines = (ItemInline,)


@admin.register(Item)
class ItemAdmin(ReadOnlyAdmin):
    list_display = ("assessment", "position", "challenge_version", "weight")
    list_select_related = ("assessment", "challenge_version")


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    list_display = ("slug",)


@admin.register(ChallengeVersion)
class ChallengeVersionAdmin(ReadOnlyAdmin):
    list_display = ("title", "version", "digest", "published_at")
    list_select_related = ("challenge",)
    exclude = ("archive",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChallengeVersion]:
        return super().get_queryset(request).defer("archive")
