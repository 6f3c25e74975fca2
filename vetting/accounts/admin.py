from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group

from vetting.accounts.models import Membership, Organization, SignInFailure, User
from vetting.core.admin import ReadOnlyAdmin

admin.site.unregister(Group)  # roles are memberships here


class MembershipInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Membership
    extra = 0


@admin.register(Organization)
class OrganizationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    ordering = ("name",)
    list_display = ("name", "email", "is_active", "is_operator")
    list_filter = ("is_active", "is_operator")
    search_fields = ("name", "email")
    filter_horizontal = ()
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("name", "email", "password")}),
        ("May", {"fields": ("is_active", "is_staff", "is_operator")}),
    )
    add_fieldsets = ((None, {"fields": ("name", "email", "password1", "password2")}),)


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("user", "role", "organization")
    list_select_related = ("user", "organization")
    list_filter = ("role", "organization")
    autocomplete_fields = ("user", "organization")


@admin.register(SignInFailure)
class SignInFailureAdmin(ReadOnlyAdmin):
    list_display = ("email", "address", "failed_at")
