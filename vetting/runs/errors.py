"""What this app refuses, and the one thing that a late worker is told."""

from vetting.core.errors import ConflictError, InvalidError


class RunUnderWayError(ConflictError):
    code = "run_under_way"
    title = "Your checks are already running"

    def __init__(self) -> None:
        super().__init__("Wait for the run that is under way; then you can run the checks again.")


class IdempotencyKeyError(InvalidError):
    code = "idempotency_key"
    title = "The Idempotency-Key header cannot be used"

    def __init__(self) -> None:
        super().__init__("Send an Idempotency-Key header of 1 to 80 visible ASCII characters.")


class NotHandedInError(ConflictError):
    code = "not_handed_in"
    title = "Not handed in yet"

    def __init__(self) -> None:
        super().__init__("There is a report once the work is handed in.")


class LeaseLostError(Exception):
    """The run is somebody else's by now: whatever this worker has found out must not be written."""
