from typing import Any

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

from vetting.accounts.errors import TooManySignInsError
from vetting.accounts.models import Membership, Organization, SignInFailure, User
from vetting.accounts.services import note_failure, refuse_guessing
from vetting.core.admin import ReadOnlyAdmin


class GuardedSignInForm(AdminAuthenticationForm):
    """The admin pages' own sign-in slows guessing down as the product's does."""

    def clean(self) -> dict[str, Any]:
        guess: dict[str, Any] = {
            "email": self.cleaned_data.get("username") or "",
            "address": BaseThrottle().get_ident(self.request),  # type: ignore[arg-type]
            "at": timezone.now(),
        }
        try:
            refuse_guessing(**guess)
            return super().clean()
        except TooManySignInsError as error:
            raise ValidationError(str(error)) from None
        except ValidationError:
            note_failure(**guess)
            raise


admin.site.login_form = GuardedSignInForm
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
