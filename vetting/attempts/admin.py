from django.contrib import admin

from vetting.attempts.models import Attempt, Invitation, Submission, Workspace
from vetting.core.admin import ReadOnlyAdmin


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("application", "assessment", "state", "expires_at", "accepted_at")
    list_filter = ("state",)
    list_select_related = ("application__candidate", "application__opening", "assessment")
    exclude = ("token_hash",)


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = ("application", "state", "started_at", "deadline_at", "handed_in_at")
    list_filter = ("state", "handed_in_by")
    list_select_related = ("application__candidate", "application__opening")


@admin.register(Workspace)
class WorkspaceAdmin(ReadOnlyAdmin):
    list_display = ("id", "attempt_id", "data_state", "revision")
    list_filter = ("data_state",)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("id", "workspace_id", "sha256", "size", "accepted_at")
