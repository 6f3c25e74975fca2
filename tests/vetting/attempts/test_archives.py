"""An archive is read whole or refused with a reason; never with a crash, never onto the disk."""

import gzip
import io
import stat
import tarfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vetting.attempts.archives import ARCHIVE_BYTES, read_archive, write_archive
from vetting.attempts.file_tree import FILE_BYTES, FILE_COUNT, TOTAL_BYTES
from vetting.core.errors import ProblemError


def zip_of(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def tar_of(*entries: tuple[str | tarfile.TarInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in entries:
            member = tarfile.TarInfo(name) if isinstance(name, str) else name
            if member.isreg():
                member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def link(name: str, target: str, kind: bytes) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_it_reads_files(pack: Callable[..., bytes]) -> None:
    archive = pack(("a.py", b"print()"), ("lib/b.py", b""))
    assert read_archive(archive) == {"a.py": b"print()", "lib/b.py": b""}


def test_what_was_downloaded_can_be_uploaded_again() -> None:
    files = {"a.py": b"1", "lib/b.bin": bytes(range(256))}
    archive = write_archive(files | {"data/given.csv": b"x"})
    assert read_archive(archive) == files
    assert write_archive(files) == write_archive(dict(reversed(files.items())))


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_it_leaves_out_what_computers_add(pack: Callable[..., bytes]) -> None:
    archive = pack(
        ("a.py", b"1"),
        ("__pycache__/a.cpython-311.pyc", b"x"),
        ("__MACOSX/._a.py", b"x"),
        (".git/config", b"x"),
        ("lib/.DS_Store", b"x"),
    )
    assert read_archive(archive) == {"a.py": b"1"}


def test_a_tar_may_begin_with_the_present_folder() -> None:
    folder = tarfile.TarInfo("./")
    folder.type = tarfile.DIRTYPE
    assert read_archive(tar_of((folder, b""), ("./a.py", b"1"))) == {"a.py": b"1"}


@pytest.mark.parametrize("pack", [zip_of, tar_of])
@pytest.mark.parametrize("name", ["../evil.py", "/etc/cron.d/evil", "a/../../evil", "..\\evil.py"])
def test_it_refuses_paths_that_lead_out(pack: Callable[..., bytes], name: str) -> None:
    with pytest.raises(ProblemError, match="evil"):
        read_archive(pack(("a.py", b""), (name, b"x")))


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_it_refuses_clashes(pack: Callable[..., bytes]) -> None:
    with pytest.raises(ProblemError, match=r"readme\.md"):
        read_archive(pack(("README.md", b"1"), ("readme.md", b"2")))
    with pytest.raises(ProblemError, match="folder"):
        read_archive(pack(("a", b"1"), ("a/b", b"2")))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_it_refuses_one_name_twice(pack: Callable[..., bytes]) -> None:
    with pytest.raises(ProblemError, match="twice"):
        read_archive(pack(("a.py", b"1"), ("a.py", b"2")))


def test_it_refuses_links_in_a_zip() -> None:
    entry = zipfile.ZipInfo("passwords")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(ProblemError, match="passwords"):
        read_archive(zip_of((entry, b"/etc/passwd")))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE]
)
def test_it_refuses_links_and_devices_in_a_tar(kind: bytes) -> None:
    with pytest.raises(ProblemError, match="odd"):
        read_archive(tar_of((link("odd", "/etc/passwd", kind), b"")))


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_it_refuses_ten_thousand_files(pack: Callable[..., bytes]) -> None:
    archive = pack(*((f"f{number}", b"") for number in range(10_000)))
    with pytest.raises(ProblemError, match=str(FILE_COUNT)):
        read_archive(archive)


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_it_refuses_a_bomb_without_unpacking_it(pack: Callable[..., bytes]) -> None:
    bomb = pack(("zeros", bytes(FILE_BYTES * 20)))
    assert len(bomb) < FILE_BYTES
    with pytest.raises(ProblemError) as refused:
        read_archive(bomb)
    assert refused.value.status == 413


def test_it_refuses_many_files_that_are_too_large_together() -> None:
    archive = zip_of(*((f"f{number}", bytes(FILE_BYTES)) for number in range(9)))
    with pytest.raises(ProblemError, match=str(TOTAL_BYTES)):
        read_archive(archive)


def test_it_does_not_believe_stated_sizes() -> None:
    """A zip that says ten bytes and holds many."""
    honest = zip_of(("a.txt", bytes(1000)))
    lying = honest.replace((1000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(ProblemError):
        read_archive(lying)


def test_a_size_below_zero_does_not_make_it_read_for_ever() -> None:
    block = bytearray(tarfile.TarInfo("a").tobuf())
    block[124:136] = (256**12 - 512).to_bytes(12, "big")  # -512 in base 256
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    began = time.monotonic()
    with pytest.raises(ProblemError):
        read_archive(gzip.compress(bytes(block) + bytes(1024)))
    assert time.monotonic() - began < 5


def test_it_refuses_an_encrypted_member() -> None:
    archive = bytearray(zip_of(("secret.py", b"1")))
    archive[6] |= 1
    directory = archive.index(b"PK\x01\x02")
    archive[directory + 8] |= 1
    with pytest.raises(ProblemError, match="encrypted"):
        read_archive(bytes(archive))


@pytest.mark.parametrize("data", [b"", b"hello", b"PK", b"\x1f\x8b", b"PK\x03\x04" + bytes(40)])
def test_it_says_what_is_not_an_archive(data: bytes) -> None:
    with pytest.raises(ProblemError):
        read_archive(data)


def test_it_refuses_more_than_it_would_ever_read() -> None:
    with pytest.raises(ProblemError) as refused:
        read_archive(b"PK" + bytes(ARCHIVE_BYTES))
    assert refused.value.status == 413


@settings(max_examples=300)
@given(st.data(), st.sampled_from([zip_of, tar_of]))
def test_damage_is_refused_and_never_a_crash(data: st.DataObject, pack: Callable) -> None:
    archive = bytearray(pack(("a.py", b"print(1)" * 30), ("b/c.txt", b"hello")))
    for _ in range(data.draw(st.integers(1, 4))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(archive)))
    # Anything else than a refusal fails the test.
    with suppress(ProblemError):
        read_archive(bytes(archive[:cut]))
