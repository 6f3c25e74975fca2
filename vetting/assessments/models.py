"""Published challenges, and the assessments that are composed of them."""

import uuid

from django.db import models
from django.db.models import Q

from vetting.accounts.models import Organization, User


class Challenge(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=64, unique=True)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.slug


class ChallengeVersionQuerySet(models.QuerySet["ChallengeVersion"]):
    def newest(self) -> "ChallengeVersionQuerySet":
        """Return one version of each challenge: the one that was published last."""
        later = ChallengeVersion.objects.filter(
            challenge=models.OuterRef("challenge"), published_at__gt=models.OuterRef("published_at")
        )
        return self.filter(~models.Exists(later))


class ChallengeVersion(models.Model):
    """One published pack, kept whole: what was graded with it can be graded again. Immutable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField(max_length=32)
    digest = models.CharField(max_length=71, unique=True)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField()
    difficulty = models.CharField(max_length=10)
    brief = models.TextField(help_text="Markdown")
    manifest = models.JSONField()
    archive = models.BinaryField()
    published_at = models.DateTimeField()

    objects = ChallengeVersionQuerySet.as_manager()

    class Meta:
        ordering = ("challenge__slug", "-published_at")
        constraints = (
            models.UniqueConstraint(fields=("challenge", "version"), name="challenge_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.version}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> "AssessmentQuerySet":
        if user.is_operator:
            return self
        return self.filter(organization__in=Organization.objects.recruited_by(user))


class Assessment(models.Model):
    """Editable while a draft; what candidates sit is published and never changes."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    ai_policy = models.TextField(blank=True, help_text="what the candidate may use")
    minutes = models.PositiveSmallIntegerField()
    reveal_scores = models.BooleanField(default=True, help_text="candidates see their report")
    created_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ("title", "-version", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "title", "version"), name="assessment_version_once"
            ),
            models.CheckConstraint(condition=Q(minutes__gt=0), name="assessment_minutes_positive"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "published")), name="assessment_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"


class Item(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    challenge_version = models.ForeignKey(
        ChallengeVersion, on_delete=models.PROTECT, related_name="+"
    )
    weight = models.FloatField(default=1)

    class Meta:
        ordering = ("assessment", "position")
        constraints = (
            models.UniqueConstraint(fields=("assessment", "position"), name="item_position_once"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="item_weight_positive"),
        )

    def __str__(self) -> str:
        return f"{self.assessment}: {self.position}"
