from vetting.accounts.models import User
from vetting.openings.models import Opening, OpeningMember
from vetting.reviews.errors import NotOnTeamError


def require_team_member(*, user: User, opening: Opening) -> None:
    """For those who see the opening: its team rates, whatever the seat."""
    if not OpeningMember.objects.filter(opening=opening, user=user).exists():
        raise NotOnTeamError
