from vetting.core.errors import ConflictError, ForbiddenError, InvalidError


class NotOnTeamError(ForbiddenError):
    code = "not_on_team"

    def __init__(self) -> None:
        super().__init__("Only the opening's team rates its candidates.")


class ScorecardHandedInError(ConflictError):
    code = "scorecard_handed_in"
    title = "Already handed in"

    def __init__(self) -> None:
        super().__init__("This scorecard is handed in and can no longer be changed.")


class RevisionConflictError(ConflictError):
    """Saved from somewhere else meanwhile; `current` is the revision to start from."""

    code = "revision_conflict"
    title = "Changed elsewhere"

    def __init__(self, *, current: int) -> None:
        super().__init__(
            "The scorecard was saved from another page meanwhile; load it again.",
            extra={"current": {"revision": current}},
        )


class IncompleteScorecardError(InvalidError):
    code = "scorecard_incomplete"
    title = "The scorecard is not complete"


class NoScorecardError(ConflictError):
    code = "no_scorecard"
    title = "Nothing to hand in"

    def __init__(self) -> None:
        super().__init__("Save your ratings first.")
