"""A mutant's file as a unified diff of the reference's: what is wrong with it, and nothing else."""

import whatthepatch
from whatthepatch.exceptions import HunkException

from challenges.errors import PackError

SUFFIX = ".patch"


def patched(original: bytes, patch: bytes, where: str) -> bytes:
    """Apply `diff -u` output. Raises `PackError` where it does not fit exactly; `where` is the patch."""
    text = original.decode("utf-8")
    try:
        (diff,) = whatthepatch.parse_patch(patch.decode("utf-8"))
        lines = whatthepatch.apply_diff(diff, text.splitlines())
        places = [change.old for change in diff.changes if change.old]
        if places != sorted(set(places)):
            raise ValueError("its parts are out of order")  # noqa: TRY301 - told like the others
    except (ValueError, HunkException) as error:
        raise PackError(
            f"{where}: does not fit the reference ({error}); make it again with diff -u"
        ) from None
    return "".join(f"{line}\n" for line in lines).encode()
