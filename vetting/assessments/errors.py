from vetting.core.errors import ConflictError


class NotCalibratedError(Exception):
    """The pack carries no proof that its grader separates good from bad; its author must verify."""


class VersionTakenError(Exception):
    """Another content was published under this version; the author must raise the version."""


class PackSpoiltError(Exception):
    """A published pack is stored with another content than its digest names: a fault of ours."""


class AssessmentPublishedError(ConflictError):
    code = "assessment_published"
    title = "Already published"
