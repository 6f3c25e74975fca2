"""A position to fill, the people who fill it, and those who apply."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from vetting.accounts.models import Organization, User
from vetting.rubrics.models import Rubric


class OpeningQuerySet(models.QuerySet["Opening"]):
    def visible_to(self, user: User) -> "OpeningQuerySet":
        """All of them to operators, the organization's to recruiters, their own to its team.

        A seat in the team counts only while the person belongs to the organization.
        """
        if user.is_operator:
            return self
        on_team = OpeningMember.objects.filter(user=user).values("opening")
        return self.filter(
            Q(organization__in=Organization.objects.recruited_by(user))
            | Q(pk__in=on_team, organization__in=Organization.objects.visible_to(user))
        )

    def managed_by(self, user: User) -> "OpeningQuerySet":
        """Those that this person may change, and whose candidates they may invite."""
        return self.filter(organization__in=Organization.objects.recruited_by(user))

    def decided_by(self, user: User) -> "OpeningQuerySet":
        """Those whose candidates this person may advance, hold or reject."""
        managing = OpeningMember.objects.filter(
            user=user, role=OpeningMember.Role.HIRING_MANAGER
        ).values("opening")
        return self.visible_to(user).filter(
            Q(pk__in=self.model.objects.managed_by(user).values("pk")) | Q(pk__in=managing)
        )


class Opening(models.Model):
    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    requisition_id = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="+")
    rubric_weight = models.FloatField(default=0.4, help_text="the rest is the automated score's")
    band_confidence = models.FloatField(
        default=0.9, help_text="how sure an order must be to part two bands"
    )
    blind_names = models.BooleanField(
        default=False, help_text="raters see no names until they have handed in"
    )
    created_at = models.DateTimeField()

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("organization", "-created_at"), name="opening_recent"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(rubric_weight__gte=0, rubric_weight__lte=1),
                name="opening_rubric_weight_is_share",
            ),
            models.CheckConstraint(
                condition=Q(band_confidence__gte=0.5, band_confidence__lt=1),
                name="opening_band_confidence_is_probability",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("open", "closed")), name="opening_state_known"
            ),
        )

    def __str__(self) -> str:
        return self.title


class OpeningMember(models.Model):
    class Role(models.TextChoices):
        RECRUITER = "recruiter"
        HIRING_MANAGER = "hiring_manager"
        INTERVIEWER = "interviewer"

    RATERS = (Role.HIRING_MANAGER, Role.INTERVIEWER)  # who owes a scorecard for each application

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ("opening", "role", "user__name")
        constraints = (
            models.UniqueConstraint(fields=("opening", "user"), name="opening_member_once"),
            models.CheckConstraint(
                condition=Q(role__in=("recruiter", "hiring_manager", "interviewer")),
                name="opening_member_role_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.role} · {self.opening}"


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: User) -> "CandidateQuerySet":
        if user.is_operator:
            return self
        return self.filter(
            Q(organization__in=Organization.objects.recruited_by(user))
            | Q(pk__in=Application.objects.visible_to(user).values("candidate"))
        )


class Candidate(models.Model):
    """A person considered by one organization; another organization's is another row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("organization", "email"), name="candidate_once_per_organization"
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="candidate_email_lowercase"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, user: User) -> "ApplicationQuerySet":
        """Those of staff; what candidates see of themselves starts at their attempt."""
        if user.is_operator:
            return self
        return self.filter(opening__in=Opening.objects.visible_to(user))


class Application(models.Model):
    class State(models.TextChoices):
        ACTIVE = "active"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="applications")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("opening", "candidate"), name="application_once_per_opening"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("active", "withdrawn")), name="application_state_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.candidate} for {self.opening}"
