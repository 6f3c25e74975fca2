"""What every view of the staff's part of the API starts from."""

from rest_framework.views import APIView

from vetting.accounts.models import User
from vetting.accounts.permissions import IsStaff


class StaffView(APIView):
    permission_classes = (IsStaff,)

    @property
    def user(self) -> User:
        """The signed-in person; the permission has let nobody else through."""
        user = self.request.user
        if not isinstance(user, User):
            raise TypeError("a staff view was reached without signing in")
        return user
