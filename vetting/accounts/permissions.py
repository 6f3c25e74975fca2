"""Who may call the staff's part of the API at all; what they see there is `visible_to`'s."""

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from vetting.accounts.models import Membership, Organization, User
from vetting.core.errors import ForbiddenError


class IsStaff(IsAuthenticated):
    """Belongs to an organization, or is an operator. Candidates do neither."""

    message = "This part is for the people who hire."

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not super().has_permission(request, view):
            return False
        user = request.user
        return isinstance(user, User) and (
            user.is_operator or Membership.objects.filter(user=user).exists()
        )


def require_recruiter(*, user: User, organization: Organization) -> None:
    if not Organization.objects.recruited_by(user).filter(pk=organization.pk).exists():
        raise ForbiddenError(f"Only recruiters of {organization} may do this.")
