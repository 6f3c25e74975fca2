"""Making people and signing them in."""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate, login
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest

from vetting.accounts.errors import TooManySignInsError, WrongCredentialsError
from vetting.accounts.models import Membership, Organization, SignInFailure, User
from vetting.audit import services as audit

WINDOW = timedelta(minutes=15)
FAILURES_OF_ONE_PAIR = 5  # one address guessing one person's password
FAILURES_OF_ONE_EMAIL = 50  # many addresses guessing it
FAILURES_OF_ONE_ADDRESS = 50  # one address guessing many people's


def create_candidate_user(*, name: str) -> User:
    """A user whom only an invitation signs in.

    Never found by e-mail: whoever can write an invitation to an address would otherwise become
    the person, in any organization, who signs in with it.
    """
    return User.objects.create_user(None, name=name)


@transaction.atomic
def create_staff_user(
    *,
    email: str,
    name: str,
    password: str,
    organization: Organization,
    roles: tuple[Membership.Role, ...],
) -> User:
    user = User.objects.create_user(email, password, name=name)
    Membership.objects.bulk_create(
        [Membership(user=user, organization=organization, role=role) for role in roles]
    )
    return user


def sign_in(*, request: HttpRequest, email: str, password: str, address: str, at: datetime) -> User:
    """Start a session for the person. Raises WrongCredentialsError, TooManySignInsError."""
    email = email.strip().lower()
    refuse_guessing(email=email, address=address, at=at)
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        note_failure(email=email, address=address, at=at)
        raise WrongCredentialsError
    login(request, user)
    SignInFailure.objects.filter(email=email, address=address).delete()
    audit.record(verb="signed_in", target=user, at=at, actor=user)
    return user


def note_failure(*, email: str, address: str, at: datetime) -> None:
    """Remember a wrong password for as long as it counts."""
    SignInFailure.objects.create(email=email.lower()[:254], address=address[:64], failed_at=at)
    SignInFailure.objects.filter(failed_at__lt=at - WINDOW).delete()


def refuse_guessing(*, email: str, address: str, at: datetime) -> None:
    """Raise TooManySignInsError where too many wrong passwords came lately."""
    email = email.lower()
    recent = SignInFailure.objects.filter(failed_at__gt=at - WINDOW, failed_at__lte=at)
    for failures, limit in (
        (Q(email=email, address=address), FAILURES_OF_ONE_PAIR),
        (Q(email=email), FAILURES_OF_ONE_EMAIL),
        (Q(address=address), FAILURES_OF_ONE_ADDRESS),
    ):
        newest = recent.filter(failures).order_by("-failed_at")[limit - 1 : limit]
        for failure in newest:  # the one that has to age before the next try
            wait = failure.failed_at + WINDOW - at
            raise TooManySignInsError(retry_after_seconds=max(1, int(wait.total_seconds()) + 1))
