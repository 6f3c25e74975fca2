"""Published packs, fetched by their digest: a worker needs the database, not the library's folder."""

from functools import lru_cache
from uuid import UUID

from challenges.catalog import Pack
from vetting.assessments.errors import PackSpoiltError
from vetting.assessments.models import ChallengeVersion

KEPT = 8  # packs in the memory of one process; each is a few megabytes at most


def pack_of(version_id: UUID) -> Pack:
    """Return the pack of a published version. Raises `PackSpoiltError`."""
    return fetch(_digest_of(version_id))


@lru_cache(maxsize=KEPT)
def fetch(digest: str) -> Pack:
    """Return the pack with this content. It never changes, so what was fetched is kept.

    Raises `PackSpoiltError` if the content is another, and keeps nothing then.
    """
    archive = ChallengeVersion.objects.values_list("archive", flat=True).get(digest=digest)
    pack = Pack.from_bytes(bytes(archive))
    if pack.digest != digest:
        raise PackSpoiltError(f"what is stored as {digest} is {pack.digest}: restore the database")
    return pack


@lru_cache(maxsize=32 * KEPT)
def _digest_of(version_id: UUID) -> str:
    return ChallengeVersion.objects.values_list("digest", flat=True).get(pk=version_id)
