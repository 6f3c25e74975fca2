"""What people rate, blind until they have handed in."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q

from vetting.accounts.models import User
from vetting.openings.models import Application, ApplicationQuerySet, OpeningMember
from vetting.rubrics.models import Criterion, Rubric


def applications_owed_by(user: User) -> ApplicationQuerySet:
    """Those that this person is still to rate, and of which they see no score until they have."""
    seat = OpeningMember.objects.filter(
        opening=OuterRef("opening"), user=user, role__in=OpeningMember.RATERS
    )
    given = Scorecard.objects.filter(
        application=OuterRef("pk"), author=user, state=Scorecard.State.HANDED_IN
    )
    return Application.objects.filter(Exists(seat), ~Exists(given))


class ScorecardQuerySet(models.QuerySet["Scorecard"]):
    def visible_to(self, user: User) -> "ScorecardQuerySet":
        """Return their own, and others' once handed in, except where they still owe one."""
        return self.filter(application__in=Application.objects.visible_to(user)).filter(
            Q(author=user)
            | (Q(state=Scorecard.State.HANDED_IN) & ~Q(application__in=applications_owed_by(user)))
        )


class Scorecard(models.Model):
    """One person's ratings and recommendation on one application."""

    class State(models.TextChoices):
        DRAFT = "draft"
        HANDED_IN = "handed_in"

    class Recommendation(models.TextChoices):
        STRONG_NO = "strong_no"
        NO = "no"
        YES = "yes"
        STRONG_YES = "strong_yes"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    recommendation = models.CharField(max_length=10, choices=Recommendation, blank=True)
    summary = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="counts up with every saving")
    handed_in_at = models.DateTimeField(null=True, blank=True)

    objects = ScorecardQuerySet.as_manager()

    class Meta:
        ordering = ("application", "handed_in_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("application", "author"), name="scorecard_once"),
            models.CheckConstraint(
                condition=Q(state="draft", handed_in_at=None)
                | Q(state="handed_in", handed_in_at__isnull=False),
                name="scorecard_handed_in_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(recommendation__in=("strong_no", "no", "yes", "strong_yes")),
                name="scorecard_handed_in_recommends",
            ),
        )

    def __str__(self) -> str:
        return f"{self.author} on {self.application}"


class Rating(models.Model):
    """A level on one criterion with its evidence; "not observed" is an answer, not a zero."""

    id = models.BigAutoField(primary_key=True)
    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="ratings")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    not_observed = models.BooleanField(default=False)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering = ("scorecard", "criterion__position")
        constraints = (
            models.UniqueConstraint(fields=("scorecard", "criterion"), name="rating_once"),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(1, 5)), name="rating_level_1_to_5"
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(not_observed=False), name="rating_observed_or_not"
            ),
        )

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level or 'not observed'}"
