from vetting.core.errors import ConflictError


class AlreadyAppliedError(ConflictError):
    code = "already_applied"
    title = "Already a candidate"


class OpeningClosedError(ConflictError):
    code = "opening_closed"
    title = "The opening is closed"


class NotAColleagueError(ConflictError):
    code = "not_a_colleague"
    title = "Not of this organization"


class NoRubricError(ConflictError):
    """An installation without its rubrics: `manage.py load_rubrics` was not run."""

    code = "no_rubric"
    title = "No rubric is loaded"
