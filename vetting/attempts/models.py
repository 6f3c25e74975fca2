"""One sitting of an assessment: the invitation to it, its clock, and the files that arise in it.

An attempt accepts work from its start to its deadline, by the database's clock. The clock starts
when the candidate has started *and* every workspace has its data: the time that we need to prepare
it is not the candidate's.
"""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from vetting.accounts.models import User
from vetting.assessments.models import Assessment, Item
from vetting.openings.models import Application


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, user: User) -> "InvitationQuerySet":
        return self.filter(application__in=Application.objects.visible_to(user))

    def standing(self) -> "InvitationQuerySet":
        return self.filter(state__in=(Invitation.State.SENT, Invitation.State.ACCEPTED))


class Invitation(models.Model):
    """The offer to sit an assessment. Only the token's digest is kept: nobody can read it here."""

    class State(models.TextChoices):
        SENT = "sent"
        ACCEPTED = "accepted"
        REVOKED = "revoked"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "assessment"),
                condition=Q(state__in=("sent", "accepted")),
                name="invitation_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("sent", "accepted", "revoked")),
                name="invitation_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False),
                name="invitation_accepted_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.application} · {self.assessment} · {self.state}"

    def is_expired(self, *, at: datetime) -> bool:
        """Whether it can no longer be accepted. Once accepted, it lets its holder come back."""
        return self.state == self.State.SENT and self.expires_at <= at


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def sat_by(self, user: User) -> "AttemptQuerySet":
        """The candidate's own: only they work in it."""
        return self.filter(application__candidate__user=user)

    def visible_to(self, user: User) -> "AttemptQuerySet":
        return self.filter(
            Q(application__candidate__user=user)
            | Q(application__in=Application.objects.visible_to(user))
        )

    def database_now(self, attempt_id: uuid.UUID) -> datetime:
        """Tell the time by the clock that decides."""
        now: datetime = self.values_list(Now(), flat=True).get(pk=attempt_id)
        return now

    def due(self) -> "AttemptQuerySet":
        """Started, and past the deadline by the database's clock."""
        return self.filter(state=Attempt.State.STARTED, deadline_at__lte=Now())


class Attempt(models.Model):
    class State(models.TextChoices):
        ACCEPTED = "accepted"
        STARTED = "started"
        HANDED_IN = "handed_in"

    class HandedInBy(models.TextChoices):
        CANDIDATE = "candidate"
        DEADLINE = "deadline"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ACCEPTED)
    seed = models.PositiveBigIntegerField(editable=False)
    started_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.CharField(max_length=10, choices=HandedInBy, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("application", "assessment"), name="attempt_once"),
            models.CheckConstraint(
                condition=Q(state="accepted", started_at=None, handed_in_at=None)
                | Q(state="started", started_at__isnull=False, handed_in_at=None)
                | Q(state="handed_in", started_at__isnull=False, handed_in_at__isnull=False),
                name="attempt_state_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(deadline_at=None) | Q(deadline_at__gt=models.F("started_at")),
                name="attempt_deadline_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state="handed_in", handed_in_by__in=("candidate", "deadline"))
                | (~Q(state="handed_in") & Q(handed_in_by="")),
                name="attempt_handed_in_by_known",
            ),
        )
        indexes = (models.Index(fields=("state", "deadline_at"), name="attempt_due"),)

    def __str__(self) -> str:
        return f"{self.application} · {self.assessment} · {self.state}"

    def accepts_work(self, *, at: datetime) -> bool:
        return self.state == self.State.STARTED and (
            self.deadline_at is None or at < self.deadline_at
        )


class Blob(models.Model):
    """Bytes, once, under their own SHA-256. Never changed."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    size = models.PositiveIntegerField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.sha256[:12]} ({self.size} bytes)"


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    def sat_by(self, user: User) -> "WorkspaceQuerySet":
        return self.filter(attempt__in=Attempt.objects.sat_by(user))


class Workspace(models.Model):
    """The working files for one item. Every change takes the next number of `revision`."""

    class DataState(models.TextChoices):
        PREPARING = "preparing"
        READY = "ready"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="workspaces")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    seed = models.PositiveBigIntegerField(editable=False)
    data_state = models.CharField(
        max_length=10, choices=DataState, default=DataState.PREPARING, db_index=True
    )
    revision = models.PositiveIntegerField(default=0)

    objects = WorkspaceQuerySet.as_manager()

    class Meta:
        ordering = ("item__position", "id")
        constraints = (
            models.UniqueConstraint(fields=("attempt", "item"), name="workspace_one_per_item"),
            models.CheckConstraint(
                condition=Q(data_state__in=("preparing", "ready", "failed")),
                name="workspace_data_state_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.attempt} · {self.item}"


class WorkspaceFile(models.Model):
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    from_starter = models.BooleanField(default=False)
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ("path",)
        constraints = (
            # "A.py" and "a.py" are one file on some computers.
            models.UniqueConstraint("workspace", Lower("path"), name="workspace_file_path_once"),
        )

    def __str__(self) -> str:
        return self.path


class DataFile(models.Model):
    """A file of the practice case, as the candidate sees it below data/."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, related_name="data_files")
    path = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("path",)
        constraints = (
            models.UniqueConstraint(fields=("workspace", "path"), name="data_file_path_once"),
        )

    def __str__(self) -> str:
        return self.path


class Submission(models.Model):
    """An immutable copy of a workspace. `manifest` is [{path, sha256, size}], sorted by path."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="submissions")
    manifest = models.JSONField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    accepted_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=100)

    class Meta:
        ordering = ("accepted_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("workspace", "idempotency_key"), name="submission_accepted_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.workspace} · {self.sha256[:12]}"
