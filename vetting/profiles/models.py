"""What counts how much for a role: weights over challenges and over rubric criteria."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q

from vetting.accounts.models import Organization, User
from vetting.openings.models import Opening


class RoleProfileQuerySet(models.QuerySet["RoleProfile"]):
    def visible_to(self, user: User) -> "RoleProfileQuerySet":
        if user.is_operator:
            return self
        return self.filter(
            Q(organization=None) | Q(organization__in=Organization.objects.visible_to(user))
        )

    def usable_by(self, organization: Any) -> "RoleProfileQuerySet":
        """Return the organization's own, and the built-in ones."""
        return self.filter(Q(organization=None) | Q(organization=organization))


class RoleProfile(models.Model):
    """Immutable: a change is a new version, and openings keep the one that they chose.

    A weight multiplies: what is not named weighs 1.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    role = models.SlugField(max_length=64)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=100)
    summary = models.CharField(max_length=300, blank=True)
    challenge_weights = models.JSONField(help_text="slug of a challenge → weight")
    criterion_weights = models.JSONField(help_text="competency of a criterion → weight")
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()

    objects = RoleProfileQuerySet.as_manager()

    class Meta:
        ordering = ("title", "-version", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "role", "version"), name="role_profile_version_once"
            ),
            # Null organizations count as different ones, so built-in profiles need their own rule.
            models.UniqueConstraint(
                fields=("role", "version"),
                condition=Q(organization=None),
                name="role_profile_built_in_version_once",
            ),
            models.CheckConstraint(condition=Q(version__gt=0), name="role_profile_version_counts"),
        )

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class ChosenProfile(models.Model):
    """The profile by which an opening weighs; an opening without one weighs everything alike."""

    opening = models.OneToOneField(
        Opening, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    profile = models.ForeignKey(RoleProfile, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.opening}: {self.profile}"
