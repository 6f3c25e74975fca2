from django.contrib import admin

from vetting.audit.models import Chain, Event
from vetting.core.admin import ReadOnlyAdmin


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("occurred_at", "actor_label", "verb", "object_type", "object_id")
    list_filter = ("verb", "object_type")
    search_fields = ("actor_label", "object_id")
    date_hierarchy = "occurred_at"


@admin.register(Chain)
class ChainAdmin(ReadOnlyAdmin):
    list_display = ("organization_id", "length", "last_hash")
