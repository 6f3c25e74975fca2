from vetting.accounts.models import User
from vetting.core.errors import ForbiddenError
from vetting.openings.models import Opening


def require_manager(*, user: User, opening: Opening) -> None:
    """For those who see the opening: only recruiters of its organization may change it."""
    if not Opening.objects.managed_by(user).filter(pk=opening.pk).exists():
        raise ForbiddenError("Only recruiters of this organization may do this.")


def require_decider(*, user: User, opening: Opening) -> None:
    if not Opening.objects.decided_by(user).filter(pk=opening.pk).exists():
        raise ForbiddenError("Only recruiters and this opening's hiring managers decide.")
