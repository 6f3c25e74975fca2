from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from vetting.core.admin import ReadOnlyAdmin
from vetting.runs.models import Result, Run, Worker


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "state", "tries", "queued_at", "finished_at", "failure")
    list_filter = ("state", "kind")
    date_hierarchy = "queued_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Run]:
        return super().get_queryset(request).defer("output")


@admin.register(Result)
class ResultAdmin(ReadOnlyAdmin):
    list_display = ("run_id", "outcome", "score", "score_error", "created_at")
    list_filter = ("outcome",)


@admin.register(Worker)
class WorkerAdmin(ReadOnlyAdmin):
    list_display = ("name", "seen_at")
