"""Named bytes as one archive and back: equal files give equal bytes, and reading trusts nothing."""

import io
import tarfile
from collections.abc import Mapping

from challenges.paths import path_fault

MAX_FILES = 5_000
MAX_BYTES = 64 * 1024 * 1024


class ArchiveError(Exception):
    """The bytes are not an archive that `write_archive` could have made."""


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """Make a tar archive without dates, owners or any order but the names'."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in sorted(files):
            member = tarfile.TarInfo(path)
            member.size = len(files[path])
            member.mode = 0o644
            archive.addfile(member, io.BytesIO(files[path]))
    return buffer.getvalue()


def read_archive(raw: bytes, *, max_bytes: int = MAX_BYTES) -> dict[str, bytes]:
    """Read member by member: regular files, plain relative names, counted bytes."""
    files: dict[str, bytes] = {}
    total = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(raw), mode="r:") as archive:
            for member in archive:
                total += member.size
                _require_welcome(member, files, total=total, max_bytes=max_bytes)
                content = archive.extractfile(member)
                files[member.name] = content.read() if content is not None else b""
    except tarfile.TarError as error:
        raise ArchiveError(f"not a tar archive: {error}") from None
    return files


def _require_welcome(
    member: tarfile.TarInfo, files: Mapping[str, bytes], *, total: int, max_bytes: int
) -> None:
    fault = path_fault(member.name)
    if fault is not None:
        raise ArchiveError(f"the path {member.name[:80]!r} {fault}")
    if not member.isreg():
        raise ArchiveError(f"{member.name!r} is not a regular file")
    if member.name in files:
        raise ArchiveError(f"{member.name!r} occurs twice")
    if len(files) >= MAX_FILES or total > max_bytes:
        raise ArchiveError(f"more than {MAX_FILES} files or {max_bytes} bytes")
