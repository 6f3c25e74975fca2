"""Inviting somebody to an assessment, and what the invitation's holder may do with it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from vetting.accounts.models import User
from vetting.accounts.services import create_candidate_user
from vetting.assessments.models import Assessment
from vetting.attempts.errors import InvitationUnusableError, NotInvitableError
from vetting.attempts.models import Attempt, Invitation
from vetting.attempts.services.sittings import open_attempt
from vetting.audit import services as audit
from vetting.core.errors import NotVisibleError
from vetting.mail import services as mail
from vetting.openings.models import Application, Candidate, Opening

TOKEN_BYTES = 32
VALID = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """The only place where the token is ever seen in full."""

    invitation: Invitation
    token: str

    @property
    def url(self) -> str:
        # Behind the hash, so that no server's log and no Referer header ever holds the token.
        return f"{settings.ENVIRONMENT.public_url.rstrip('/')}/invitation#{self.token}"


@transaction.atomic
def invite(
    *,
    application: Application,
    assessment: Assessment,
    by: User,
    at: datetime,
    valid: timedelta = VALID,
) -> Invited:
    """Invite, or invite again: an earlier invitation to the same assessment stops working."""
    # Two recruiters at once would otherwise leave two invitations that stand.
    locked = (
        Application.objects.select_for_update(of=("self",))
        .select_related("opening__organization", "candidate")
        .get(pk=application.pk)
    )
    _require_invitable(application=locked, assessment=assessment)
    Invitation.objects.standing().filter(application=locked, assessment=assessment).update(
        state=Invitation.State.REVOKED
    )
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = Invitation.objects.create(
        application=locked,
        assessment=assessment,
        token_hash=digest(token),
        expires_at=at + valid,
        created_by=by,
    )
    invited = Invited(invitation=invitation, token=token)
    _send(invited)
    audit.record(
        verb="invited",
        target=invitation,
        at=at,
        actor=by,
        organization_id=locked.opening.organization_id,
        detail={"application": str(locked.pk), "assessment": str(assessment.pk)},
    )
    return invited


@transaction.atomic
def revoke(*, invitation: Invitation, by: User, at: datetime) -> None:
    """End the invitation. An attempt that it led to goes on; the token no longer opens it."""
    changed = (
        Invitation.objects.standing()
        .filter(pk=invitation.pk)
        .update(state=Invitation.State.REVOKED)
    )
    if not changed:
        raise InvitationUnusableError("This invitation is already revoked.")
    audit.record(
        verb="revoked",
        target=invitation,
        at=at,
        actor=by,
        organization_id=invitation.application.opening.organization_id,
    )


def find(*, token: str) -> Invitation:
    """Find what the token invites to. Raises NotVisibleError for a token that was never given."""
    invitation = (
        Invitation.objects.select_related(
            "application__candidate", "application__opening__organization", "assessment"
        )
        .filter(token_hash=digest(token))
        .first()
    )
    if invitation is None:
        raise NotVisibleError("This invitation is not known here. Was the link copied whole?")
    return invitation


@transaction.atomic
def accept(*, token: str, at: datetime) -> tuple[Attempt, User]:
    """Accept, or come back to what was accepted: the attempt, and the user whom it belongs to."""
    invitation = find(token=token)
    application = invitation.application
    # Two tabs that accept at once must end with one user and one attempt.
    candidate = Candidate.objects.select_for_update().get(pk=application.candidate_id)
    invitation.refresh_from_db(fields=("state", "accepted_at"))
    if invitation.state == Invitation.State.REVOKED:
        raise InvitationUnusableError("This invitation was withdrawn. Ask who invited you.")
    if invitation.is_expired(at=at):
        raise InvitationUnusableError("This invitation has expired. Ask who invited you.")
    if candidate.user is None:
        candidate.user = create_candidate_user(name=candidate.name)
        candidate.save(update_fields=("user",))
    if invitation.state == Invitation.State.SENT:
        _accept_now(invitation, user=candidate.user, at=at)
    return Attempt.objects.get(application=application, assessment=invitation.assessment), (
        candidate.user
    )


def _accept_now(invitation: Invitation, *, user: User, at: datetime) -> None:
    application = invitation.application
    Invitation.objects.filter(pk=invitation.pk).update(
        state=Invitation.State.ACCEPTED, accepted_at=at
    )
    open_attempt(application=application, assessment=invitation.assessment, at=at)
    audit.record(
        verb="accepted",
        target=invitation,
        at=at,
        actor=user,
        organization_id=application.opening.organization_id,
    )


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _require_invitable(*, application: Application, assessment: Assessment) -> None:
    opening = application.opening
    if assessment.organization_id != opening.organization_id:
        raise NotVisibleError("There is no such assessment in this organization.")
    if assessment.state != Assessment.State.PUBLISHED:
        raise NotInvitableError("Publish the assessment before inviting anybody to it.")
    if opening.state != Opening.State.OPEN:
        raise NotInvitableError("This opening is closed.")
    if application.state != Application.State.ACTIVE:
        raise NotInvitableError("This application was withdrawn.")
    handed_in = Attempt.objects.filter(
        application=application, assessment=assessment, state=Attempt.State.HANDED_IN
    )
    if handed_in.exists():
        raise NotInvitableError("This assessment is already handed in.")


def _send(invited: Invited) -> None:
    application = invited.invitation.application
    mail.send(
        to=application.candidate.email,
        template="invitation",
        context={
            "candidate_name": application.candidate.name,
            "organization": application.opening.organization.name,
            "opening": application.opening.title,
            "minutes": invited.invitation.assessment.minutes,
            "url": invited.url,
            "expires_at": invited.invitation.expires_at,
        },
    )
