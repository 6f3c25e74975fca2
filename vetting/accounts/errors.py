from vetting.core.errors import ProblemError, TooManyError


class WrongCredentialsError(ProblemError):
    """Says neither which of the two is wrong nor whether the person exists."""

    status = 400
    code = "wrong_credentials"
    title = "Sign-in failed"

    def __init__(self) -> None:
        super().__init__("E-mail and password do not belong together.")


class TooManySignInsError(TooManyError):
    code = "too_many_sign_ins"
    title = "Too many wrong passwords"

    def __init__(self, *, retry_after_seconds: int) -> None:
        super().__init__(
            "Too many wrong passwords; wait a few minutes and try again.",
            extra={"retry_after_seconds": retry_after_seconds},
        )
