"""What people are rated on: criteria with levels that are anchored in behaviour."""

import uuid

from django.db import models
from django.db.models import Q

from vetting.accounts.models import Organization, User


class Competency(models.Model):
    """What is valued. The list is the one that challenge packs use."""

    slug = models.SlugField(max_length=64, primary_key=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ("slug",)
        verbose_name_plural = "competencies"

    def __str__(self) -> str:
        return self.title


class RubricQuerySet(models.QuerySet["Rubric"]):
    def visible_to(self, user: User) -> "RubricQuerySet":
        if user.is_operator:
            return self
        return self.filter(
            Q(organization=None) | Q(organization__in=Organization.objects.visible_to(user))
        )

    def newest(self, *, slug: str) -> "Rubric":
        """Return the built-in rubric of that name, in its newest version."""
        return self.filter(organization=None, slug=slug).latest("created_at")


class Rubric(models.Model):
    """Immutable once it is loaded: ratings refer to the words that their author read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=300)
    version = models.CharField(max_length=32)
    created_at = models.DateTimeField()

    objects = RubricQuerySet.as_manager()

    class Meta:
        ordering = ("title", "-created_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "slug", "version"), name="rubric_version_once"
            ),
            # Null organizations count as different ones, so built-in rubrics need their own rule.
            models.UniqueConstraint(
                fields=("slug", "version"),
                condition=Q(organization=None),
                name="rubric_built_in_version_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class Criterion(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    guidance = models.TextField()
    questions = models.JSONField(default=list, help_text="what to ask, as a list of lines")
    weight = models.FloatField(default=1)

    class Meta:
        ordering = ("rubric", "position")
        verbose_name_plural = "criteria"
        constraints = (
            models.UniqueConstraint(fields=("rubric", "position"), name="criterion_position_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="criterion_weight_positive"),
        )

    def __str__(self) -> str:
        return self.title


class Level(models.Model):
    LOWEST, HIGHEST = 1, 5

    id = models.BigAutoField(primary_key=True)
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="levels")
    value = models.PositiveSmallIntegerField()
    anchor = models.TextField()

    class Meta:
        ordering = ("criterion", "value")
        constraints = (
            models.UniqueConstraint(fields=("criterion", "value"), name="level_value_once"),
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="level_value_1_to_5"),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"
