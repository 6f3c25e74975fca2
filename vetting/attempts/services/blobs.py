"""Bytes kept once, under their own SHA-256."""

import hashlib
from collections.abc import Iterable, Mapping

from vetting.attempts.models import Blob


def keep_blobs(contents: Iterable[bytes]) -> list[str]:
    """Store what is not stored yet; the digests, in the order of the contents."""
    digests: list[str] = []
    new: dict[str, bytes] = {}
    for content in contents:
        digest = hashlib.sha256(content).hexdigest()
        digests.append(digest)
        new[digest] = content
    known = set(Blob.objects.filter(pk__in=new).values_list("pk", flat=True))
    # Sorted, so that two writers of the same blobs cannot wait for each other in a circle.
    Blob.objects.bulk_create(
        (
            Blob(sha256=digest, size=len(new[digest]), data=new[digest])
            for digest in sorted(new)
            if digest not in known
        ),
        ignore_conflicts=True,  # another request may store the same bytes at the same time
    )
    return digests


def read_blobs(digests: Mapping[str, str]) -> dict[str, bytes]:
    """Read contents by path; `digests` is SHA-256 by path."""
    stored = Blob.objects.in_bulk(set(digests.values()))
    return {path: bytes(stored[digest].data) for path, digest in digests.items()}
