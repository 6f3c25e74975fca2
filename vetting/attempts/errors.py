"""What an attempt refuses, and why, in words for the person who works on it."""

from collections.abc import Mapping
from typing import Any

from vetting.core.errors import ConflictError, GoneError, InvalidError, ProblemError


class InvitationUnusableError(GoneError):
    """Expired or revoked: who invited can send another."""

    code = "invitation_unusable"
    title = "This invitation can no longer be used"


class NotInvitableError(ConflictError):
    """The opening, the application or the assessment does not allow an invitation now."""

    code = "not_invitable"


class AttemptNotStartedError(ConflictError):
    code = "attempt_not_started"
    title = "Not started yet"

    def __init__(self) -> None:
        super().__init__("Start the assessment first: the brief and the files open then.")


class AttemptHandedInError(ConflictError):
    code = "attempt_handed_in"
    title = "Already handed in"

    def __init__(self) -> None:
        super().__init__("Your work is handed in; it can be read but no longer changed.")


class DeadlinePassedError(ConflictError):
    code = "deadline_passed"
    title = "The time is over"

    def __init__(self) -> None:
        super().__init__(
            "The deadline has passed. What you had saved by then is handed in for you."
        )


class DataNotReadyError(ConflictError):
    code = "data_not_ready"
    title = "Your data is not ready yet"

    def __init__(self) -> None:
        super().__init__("Your data is still being prepared. This does not cost you any time.")


class RevisionConflictError(ConflictError):
    """`current` is what stands now: {text, revision}, or null where there is no such file."""

    code = "revision_conflict"
    title = "The file was changed elsewhere"

    def __init__(self, *, path: str, current: Mapping[str, Any] | None) -> None:
        super().__init__(
            f"{path} is not what you started from; nothing was saved.", extra={"current": current}
        )


class NoStarterError(InvalidError):
    code = "no_starter"


class UnsafePathError(InvalidError):
    """A file's name that cannot be used. The message names it."""

    code = "unsafe_path"
    title = "This file name cannot be used"


class TreeTooLargeError(InvalidError):
    """Too many files, or too many bytes."""

    status = 413
    code = "too_large"
    title = "Too large"


class ArchiveError(InvalidError):
    """The archive cannot be used. The message names what is wrong, and where."""

    code = "archive_refused"
    title = "This archive cannot be used"


class ArchiveTooLargeError(ProblemError):
    status = 413
    code = "too_large"
    title = "Too large"
