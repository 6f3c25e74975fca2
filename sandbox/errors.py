"""Our failures. What a command did is an `Outcome`, never one of these."""


class SandboxError(Exception):
    """The platform could not run the job: retried by the caller, never scored."""


class EngineUnavailableError(SandboxError):
    """The container engine does not answer."""


class ImageMissingError(SandboxError):
    """The job names an image that has not been built on this host."""


class ConfinementError(SandboxError):
    """The container that was made is not the container that was asked for."""


class ForkServerError(SandboxError):
    """This host lacks what a fork server needs, or one does not answer."""
