"""Sign-in by session cookie; every unsafe request must prove that it comes from our pages."""

from django.contrib.auth.models import AnonymousUser
from rest_framework import authentication
from rest_framework.request import Request


class SessionAuthentication(authentication.SessionAuthentication):
    """Unlike the framework's, it checks the CSRF token of anonymous requests too.

    Otherwise another site could sign a visitor in as somebody else and read what they then do.
    """

    def authenticate(self, request: Request) -> tuple[object, None] | None:
        self.enforce_csrf(request)
        user = getattr(request._request, "user", AnonymousUser())  # noqa: SLF001 # the session's user, not the API's
        if not user.is_authenticated or not user.is_active:
            return None
        return (user, None)

    def authenticate_header(self, request: Request) -> str:
        # Without a challenge the framework answers 403 where 401 is meant.
        return "Session"
