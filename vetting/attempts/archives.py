"""A candidate's archive to files and back, in memory: no path of the host is ever made from it.

Members are read one by one with counted bytes. Sizes that an archive states are never believed, and
`extractall` is never used (its filter can be bypassed in Python below 3.11.13).
"""

import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import IO

from vetting.attempts.errors import ArchiveError, ArchiveTooLargeError
from vetting.attempts.file_tree import (
    DATA_FOLDER,
    FILE_BYTES,
    FILE_COUNT,
    TOTAL_BYTES,
    check_tree,
    clean_path,
)

ARCHIVE_BYTES = TOTAL_BYTES + 1024 * 1024
MEMBER_COUNT = 2 * FILE_COUNT  # folders are members too
# What tar adds around files: two blocks of header and padding for each, and long-name members.
TAR_BYTES = TOTAL_BYTES + MEMBER_COUNT * 8 * 512

# What computers add by themselves, and our own data coming back: left out, not refused.
IGNORED_FOLDERS = {"__pycache__", "__MACOSX", ".git", ".venv", ".ipynb_checkpoints"}
IGNORED_NAMES = {".DS_Store"}

ZIP_ENTRY = b"PK\x01\x02"
DAMAGE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    lzma.LZMAError,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,  # includes RecursionError and NotImplementedError
    ValueError,  # includes UnicodeDecodeError
    OverflowError,
)


def read_archive(data: bytes) -> dict[str, bytes]:
    """Read a zip or tar.gz as files by path. Raises ArchiveError and its kin, naming the member."""
    if len(data) > ARCHIVE_BYTES:
        raise ArchiveTooLargeError(f"The archive has more than {ARCHIVE_BYTES} bytes.")
    if data.startswith(b"PK"):
        members = _zip_members(data)
    elif data.startswith(b"\x1f\x8b"):
        members = _tar_members(data)
    else:
        raise ArchiveError("This is neither a zip nor a tar.gz archive.")
    try:
        files = _collect(members)
    except DAMAGE as damage:
        raise ArchiveError("The archive is damaged: it cannot be read to its end.") from damage
    check_tree({path: len(content) for path, content in files.items()})
    return files


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """Make a zip; the same files always give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path)  # its date is 1980: the present would change the bytes
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path])
    return buffer.getvalue()


def _collect(members: Iterator[tuple[str, IO[bytes]]]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for name, stream in members:
        if _is_ignored(name):
            continue
        path = clean_path(name)
        if path in files:
            raise ArchiveError(f"{path!r} is in the archive twice.")
        content = stream.read(FILE_BYTES + 1)
        total += len(content)
        if len(content) > FILE_BYTES or total > TOTAL_BYTES or len(files) >= FILE_COUNT:
            raise ArchiveTooLargeError(
                f"Unpacked, the archive is too large at {path!r}: a workspace holds at most "
                f"{FILE_COUNT} files of {FILE_BYTES} bytes each and {TOTAL_BYTES} bytes in all."
            )
        files[path] = content
    return files


def _is_ignored(name: str) -> bool:
    folders = name.split("/")
    return (
        folders[0] == DATA_FOLDER
        or folders[-1] in IGNORED_NAMES
        or not IGNORED_FOLDERS.isdisjoint(folders[:-1])
    )


def _zip_members(data: bytes) -> Iterator[tuple[str, IO[bytes]]]:
    # Counted before zipfile makes an object of every entry.
    if data.count(ZIP_ENTRY) > MEMBER_COUNT:
        raise ArchiveTooLargeError(
            f"The archive has more than {MEMBER_COUNT} entries; a workspace holds {FILE_COUNT}."
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            name = entry.orig_filename  # `filename` is cut at a NUL
            if name.endswith("/"):
                continue
            kind = stat.S_IFMT(entry.external_attr >> 16)
            if kind not in {0, stat.S_IFREG}:
                raise ArchiveError(f"{name[:80]!r} is a link or a special file.")
            if entry.flag_bits & 0x1:
                raise ArchiveError(f"{name[:80]!r} is encrypted.")
            if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
                raise ArchiveError(f"{name[:80]!r} is packed in a way that is not supported.")
            with archive.open(entry) as stream:
                yield name, stream


def _tar_members(data: bytes) -> Iterator[tuple[str, IO[bytes]]]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
        unpacked = packed.read(TAR_BYTES + 1)
    if len(unpacked) > TAR_BYTES:
        raise ArchiveTooLargeError(
            f"Unpacked, the archive has more than {TOTAL_BYTES} bytes of files."
        )
    with tarfile.open(fileobj=io.BytesIO(unpacked), mode="r:") as archive:
        # Counted here, because a size below zero would make tarfile read the same member for ever.
        for _ in range(MEMBER_COUNT + 1):
            member = archive.next()
            if member is None:
                return
            if member.isdir():
                continue
            name = member.name
            if not member.isreg() or member.issparse() or member.size < 0:
                raise ArchiveError(f"{name[:80]!r} is a link or a special file.")
            stream = archive.extractfile(member)
            if stream is not None:
                yield name.removeprefix("./"), stream
    raise ArchiveTooLargeError(
        f"The archive has more than {MEMBER_COUNT} entries; a workspace holds {FILE_COUNT}."
    )
