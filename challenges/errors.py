"""Failures that are not the candidate's. What a candidate's code did is an outcome, never one of these."""


class PackError(Exception):
    """The pack's author must mend something; the message names file, key and mend in one line."""


class ManifestError(PackError):
    """`challenge.toml` does not say what it must."""


class GraderError(Exception):
    """A pack's generate, grade or visible code failed on our side: retried, never scored.

    `detail` may quote hidden data: it is for the operator's log and no page.
    """

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail
