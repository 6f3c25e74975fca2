from django.contrib import admin

from vetting.core.admin import ReadOnlyAdmin
from vetting.shortlists.models import Decision


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("application", "verdict", "decided_by", "decided_at")
    list_select_related = ("application__candidate", "application__opening", "decided_by")
    list_filter = ("verdict",)
