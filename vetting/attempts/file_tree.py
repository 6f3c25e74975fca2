"""Which files a workspace may hold. The one place that decides what a safe path is.

A path is relative, POSIX, of plain ASCII names. Two paths that are one file on some computer (equal
but for case, or one a folder of the other) cannot both exist, so that work survives any download.
"""

import re
from collections.abc import Iterable, Mapping

from vetting.attempts.errors import TreeTooLargeError, UnsafePathError

FILE_BYTES = 2 * 1024 * 1024
TOTAL_BYTES = 16 * 1024 * 1024
FILE_COUNT = 500
PATH_LENGTH = 200
PATH_DEPTH = 10
DATA_FOLDER = "data"  # the challenge's data arrives there

NAME = re.compile(r"[A-Za-z0-9_.\-]{1,100}")


def clean_path(path: str) -> str:
    """Return the path itself, once it is known to be safe. Raises UnsafePathError."""
    shown = repr(path[:80])
    if not path or len(path) > PATH_LENGTH:
        raise UnsafePathError(f"{shown}: a path has 1 to {PATH_LENGTH} characters.")
    names = path.split("/")
    if len(names) > PATH_DEPTH:
        raise UnsafePathError(f"{shown}: folders may be nested {PATH_DEPTH - 1} deep.")
    for name in names:
        if name in {"", ".", ".."}:
            raise UnsafePathError(f"{shown}: use a path relative to the workspace, without . or ..")
        # fullmatch: `$` would let a trailing newline through.
        if not NAME.fullmatch(name):
            raise UnsafePathError(
                f"{shown}: names consist of letters, digits, dot, hyphen and underscore."
            )
        if name.endswith("."):
            raise UnsafePathError(f"{shown}: a name must not end with a dot.")
    if names[0].lower() == DATA_FOLDER:
        raise UnsafePathError(f"{shown}: the folder {DATA_FOLDER}/ is for the challenge's data.")
    return path


def check_clashes(paths: Iterable[str]) -> None:
    """Refuse paths that cannot stand beside each other. Raises UnsafePathError."""
    taken: dict[str, str] = {}
    for path in paths:
        other = taken.setdefault(path.lower(), path)
        if other is not path:
            raise UnsafePathError(f"{path!r} and {other!r} are the same file on some computers.")
    for folded in taken:
        parent = folded
        while "/" in parent:
            parent = parent.rpartition("/")[0]
            if parent in taken:
                raise UnsafePathError(f"{taken[parent]!r} would be both a file and a folder.")


def check_sizes(sizes: Mapping[str, int]) -> None:
    """Refuse more than a workspace holds. `sizes` is bytes by path. Raises TreeTooLargeError."""
    if len(sizes) > FILE_COUNT:
        raise TreeTooLargeError(f"{len(sizes)} files; a workspace holds at most {FILE_COUNT}.")
    for path, size in sizes.items():
        if size > FILE_BYTES:
            raise TreeTooLargeError(
                f"{path!r} has {size} bytes; one file may have at most {FILE_BYTES}."
            )
    total = sum(sizes.values())
    if total > TOTAL_BYTES:
        raise TreeTooLargeError(f"{total} bytes in all; at most {TOTAL_BYTES} are allowed.")


def check_tree(sizes: Mapping[str, int]) -> None:
    """Check everything about a complete tree whose paths are clean."""
    check_sizes(sizes)
    check_clashes(sizes)
