from vetting.core.errors import ConflictError


class ProfileChangedError(ConflictError):
    """Somebody else saved a version of the profile after this one was read."""

    code = "profile_changed"
    title = "Changed meanwhile"
