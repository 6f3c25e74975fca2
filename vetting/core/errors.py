"""Refusals that a caller can read: a service raises one, the API renders it as a problem.

Subclass these where a refusal needs its own name; `code` is what a program tells them apart by.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class ProblemError(Exception):
    """`str(error)` says in plain words what happened and what to do; `extra` joins the body."""

    status: ClassVar[int] = 400
    code: ClassVar[str] = "invalid"
    title: ClassVar[str] = "The request is not valid"

    def __init__(self, detail: str, *, extra: Mapping[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.extra = dict(extra or {})


class InvalidError(ProblemError):
    """What was sent cannot be used; `errors` names the fields."""

    def __init__(self, detail: str, *, errors: Mapping[str, list[str]] | None = None) -> None:
        super().__init__(detail, extra={"errors": dict(errors)} if errors else None)


class ForbiddenError(ProblemError):
    """The caller may see it but not do this to it."""

    status = 403
    code = "forbidden"
    title = "You may not do this"


class NotVisibleError(ProblemError):
    """It does not exist, or not for this caller: the answer must not tell which."""

    status = 404
    code = "not_found"
    title = "Not found"

    def __init__(self, detail: str = "There is nothing here that you may see.") -> None:
        super().__init__(detail)


class ConflictError(ProblemError):
    """The thing is no longer in the state that the request assumes."""

    status = 409
    code = "conflict"
    title = "That no longer fits"


class GoneError(ProblemError):
    status = 410
    code = "gone"
    title = "No longer available"


class TooLargeError(ProblemError):
    status = 413
    code = "too_large"
    title = "Too large"


class TooManyError(ProblemError):
    status = 429
    code = "too_many_requests"
    title = "Too many requests"
