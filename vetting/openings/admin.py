from django.contrib import admin

from vetting.openings.models import Application, Candidate, Opening, OpeningMember


class OpeningMemberInline(admin.TabularInline):  # type: ignore[type-arg]
    model = OpeningMember
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Opening)
class OpeningAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "organization", "requisition_id", "state", "created_at")
    list_select_related = ("organization",)
    list_filter = ("state", "organization")
    search_fields = ("title", "requisition_id")
    inlines = (OpeningMemberInline,)


@admin.register(OpeningMember)
class OpeningMemberAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "role", "opening")
    list_select_related = ("user", "opening")
    list_filter = ("role",)
    autocomplete_fields = ("user", "opening")


@admin.register(Candidate)
class CandidateAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "email", "organization")
    list_select_related = ("organization",)
    search_fields = ("name", "email")
    readonly_fields = ("user",)


@admin.register(Application)
class ApplicationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("candidate", "opening", "state", "created_at")
    list_select_related = ("candidate", "opening")
    list_filter = ("state",)
    autocomplete_fields = ("candidate", "opening")
