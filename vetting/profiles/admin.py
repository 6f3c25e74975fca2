from django.contrib import admin

from vetting.core.admin import ReadOnlyAdmin
from vetting.profiles.models import ChosenProfile, RoleProfile


@admin.register(RoleProfile)
class RoleProfileAdmin(ReadOnlyAdmin):
    list_display = ("title", "role", "version", "organization", "created_at")
    list_select_related = ("organization",)


@admin.register(ChosenProfile)
class ChosenProfileAdmin(ReadOnlyAdmin):
    list_display = ("opening", "profile")
    list_select_related = ("opening", "profile")
