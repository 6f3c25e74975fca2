"""What the pages of an invitation and a workspace show, in a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.shortcuts import get_object_or_404

from vetting.accounts.models import User
from vetting.assessments.models import Assessment
from vetting.attempts.errors import AttemptNotStartedError
from vetting.attempts.models import Attempt, DataFile, Invitation, Workspace, WorkspaceFile
from vetting.core.markdown import render_markdown

PREVIEW_BYTES = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class InvitationView:
    organization: str
    opening: str
    assessment: Assessment
    candidate_name: str
    expires_at: datetime
    state: str


@dataclass(frozen=True, kw_only=True)
class WorkspaceView:
    id: UUID
    attempt_id: UUID
    title: str
    slug: str
    brief_html: str
    minutes: int
    editable: bool
    checks: list[dict[str, Any]]
    files: Sequence[Mapping[str, Any]]
    starter_paths: list[str]
    data_state: str
    data_files: Sequence[Mapping[str, Any]]


def shown_invitation(invitation: Invitation, *, at: datetime) -> InvitationView:
    application = invitation.application
    state = "expired" if invitation.is_expired(at=at) else invitation.state
    return InvitationView(
        organization=application.opening.organization.name,
        opening=application.opening.title,
        assessment=Assessment.objects.prefetch_related("items__challenge_version").get(
            pk=invitation.assessment_id
        ),
        candidate_name=application.candidate.name,
        expires_at=invitation.expires_at,
        state="open" if state == Invitation.State.SENT else state,
    )


def opened_workspace(*, user: User, workspace_id: UUID) -> Workspace:
    """Find the candidate's own workspace, once it is started. Raises AttemptNotStartedError."""
    workspace = get_object_or_404(
        Workspace.objects.sat_by(user)
        .select_related("attempt", "item__challenge_version__challenge")
        .defer("item__challenge_version__archive"),
        pk=workspace_id,
    )
    if workspace.attempt.state == Attempt.State.ACCEPTED:
        # The brief would be read before the clock runs.
        raise AttemptNotStartedError
    return workspace


def shown_workspace(workspace: Workspace, *, starter_paths: list[str]) -> WorkspaceView:
    version = workspace.item.challenge_version
    return WorkspaceView(
        id=workspace.pk,
        attempt_id=workspace.attempt_id,
        title=version.title,
        slug=version.challenge.slug,
        brief_html=render_markdown(version.brief),
        minutes=version.minutes,
        editable=workspace.attempt.accepts_work(
            at=Attempt.objects.database_now(workspace.attempt_id)
        ),
        checks=version.manifest["checks"],
        files=list(
            WorkspaceFile.objects.filter(workspace=workspace).values(
                "path", "revision", "from_starter", size=F("blob__size")
            )
        ),
        starter_paths=starter_paths,
        data_state=workspace.data_state,
        data_files=list(
            DataFile.objects.filter(workspace=workspace).values("path", size=F("blob__size"))
        ),
    )


def decode_text(content: bytes) -> str | None:
    """Return the text, or None for bytes that no editor should open."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def preview(content: bytes) -> tuple[str | None, bool]:
    """Return the beginning as text, and whether there is more. None where it is not text."""
    truncated = len(content) > PREVIEW_BYTES
    # A cut inside a character must not make a text look like bytes.
    start = content[:PREVIEW_BYTES].decode(errors="ignore").encode() if truncated else content
    return decode_text(start), truncated
