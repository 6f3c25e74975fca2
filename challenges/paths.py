"""Which relative paths a pack may use: plain, below their folder, the same on every system."""

from pathlib import PurePosixPath

MAX_PATH = 200


def path_fault(path: str) -> str | None:
    """Why `path` is refused, or None."""
    parts = path.split("/")
    if not path or len(path) > MAX_PATH:
        return f"must have 1 to {MAX_PATH} characters"
    if "\\" in path or any(not character.isprintable() for character in path):
        return "must not contain backslashes or control characters"
    if path.startswith("/") or any(part in {"", ".", ".."} for part in parts):
        return "must be relative, without empty, '.' or '..' parts"
    return None


def is_below(path: str, folder: str) -> bool:
    return PurePosixPath(folder) in PurePosixPath(path).parents
