from uuid import UUID

from rest_framework.views import APIView

from vetting.accounts.models import User
from vetting.attempts.models import Workspace
from vetting.attempts.selectors import opened_workspace


class SittingView(APIView):
    """A view of somebody's own attempt: for everybody else there is nothing here."""

    @property
    def user(self) -> User:
        """The signed-in person; the default permission has let nobody else through."""
        user = self.request.user
        if not isinstance(user, User):
            raise TypeError("a candidate's view was reached without signing in")
        return user

    def get_workspace(self, workspace_id: UUID) -> Workspace:
        return opened_workspace(user=self.user, workspace_id=workspace_id)
