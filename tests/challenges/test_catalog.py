"""A pack is its content: read strictly, digested canonically, stored as equal bytes."""

import io
import shutil
import tarfile
from pathlib import Path

import pytest

from challenges.archive import ArchiveError, read_archive, write_archive
from challenges.catalog import Pack, load_pack
from challenges.errors import PackError
from challenges.new_pack import TEMPLATE
from tests.challenges.conftest import Change


def test_a_stored_pack_is_the_same_pack(pack: Pack) -> None:
    stored = pack.pack_bytes()
    again = Pack.from_bytes(stored)
    assert again.digest == pack.digest
    assert dict(again.files) == dict(pack.files)
    assert again.pack_bytes() == stored


def test_the_digest_follows_content_and_names(pack: Pack, changed: Change) -> None:
    edited = changed("brief.md", "Quick", "Fast")
    added = changed(files={"workspace/notes.md": b""})
    assert len({pack.digest, edited.digest, added.digest}) == 3


def test_what_tools_leave_in_a_folder_is_not_of_the_pack(tmp_path: Path) -> None:
    folder = tmp_path / TEMPLATE.name
    shutil.copytree(TEMPLATE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    digest = load_pack(folder).digest
    for cache in ("__pycache__", ".ruff_cache/0.17"):
        (folder / cache).mkdir(parents=True)
        (folder / cache / "left").write_bytes(b"here")
    assert load_pack(folder).digest == digest


def test_the_digest_ignores_the_calibration(pack: Pack, changed: Change) -> None:
    calibration = (
        b'{"digest": "sha256:0", "ok": true, "runner": "x", "image_digest": "y",'
        b' "wall_seconds": 1, "peak_memory_bytes": null, "submissions": [], "checks": []}'
    )
    calibrated = changed(files={"calibration.json": calibration})
    assert calibrated.digest == pack.digest


def test_only_the_calibration_of_this_content_counts(pack: Pack, changed: Change) -> None:
    def calibration(digest: str, ok: str) -> bytes:
        return (
            f'{{"digest": "{digest}", "ok": {ok}, "runner": "x", "image_digest": "y",'
            ' "wall_seconds": 1, "peak_memory_bytes": null, "submissions": [], "checks": []}'
        ).encode()

    def is_calibrated(digest: str, ok: str) -> bool:
        return changed(files={"calibration.json": calibration(digest, ok)}).is_calibrated

    assert is_calibrated(pack.digest, "true")
    assert not is_calibrated(pack.digest, "false")
    assert not is_calibrated("sha256:other", "true")
    assert not pack.is_calibrated


def test_a_solution_lies_over_the_starter(pack: Pack) -> None:
    assert set(pack.reference) == {"quote.py", "haggle.py", "prices.py"}
    assert pack.reference["quote.py"] != pack.workspace["quote.py"]
    assert pack.mutant("refuses-all")["haggle.py"] == pack.workspace["haggle.py"]


def test_neither_the_brief_nor_mutants_reach_the_grader(pack: Pack) -> None:
    assert "grade.py" in pack.grader_files
    assert not any(path.startswith(("mutants/", "workspace/")) for path in pack.grader_files)


def test_the_folder_must_be_named_as_the_slug(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE, tmp_path / "other")
    with pytest.raises(PackError, match="slug: 'quick-quote' is not the folder's name"):
        load_pack(tmp_path / "other")


def test_a_link_in_the_folder_is_refused(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATE, tmp_path / "quick-quote")
    (tmp_path / "quick-quote" / "workspace" / "key").symlink_to("/etc/passwd")
    with pytest.raises(PackError, match="workspace/key: is not a regular file"):
        load_pack(tmp_path / "quick-quote")


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="is missing"):
        load_pack(tmp_path)


def _archive(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for member, content in members:
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def _member(name: str, kind: bytes = tarfile.REGTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type = kind
    member.linkname = "/etc/passwd"
    return member


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not an archive at all",
        write_archive({"a": b"x" * 3000})[:1500],
        _archive((_member("../outside"), b"x")),
        _archive((_member("/etc/passwd"), b"x")),
        _archive((_member("a/./b"), b"x")),
        _archive((_member("link", tarfile.SYMTYPE), b"")),
        _archive((_member("link", tarfile.LNKTYPE), b"")),
        _archive((_member("device", tarfile.CHRTYPE), b"")),
        _archive((_member("twice"), b"x"), (_member("twice"), b"y")),
        _archive((_member("big"), b"x" * 101)),
    ],
)
def test_a_hostile_archive_is_refused(raw: bytes) -> None:
    with pytest.raises(ArchiveError):
        read_archive(raw, max_bytes=100)


def test_an_archive_of_too_many_files_is_refused() -> None:
    many = write_archive({f"file{number}": b"" for number in range(5001)})
    with pytest.raises(ArchiveError, match="more than 5000 files"):
        read_archive(many)


PATCH = b"""--- reference/quote.py
+++ mutants/mean-only/quote.py
@@ -1,2 +1,2 @@
 import csv
-
+import json
"""


def test_a_mutant_is_the_reference_with_what_it_changes(changed: Change) -> None:
    pack = changed("brief.md", "# Quick quote", "# Quick quote")
    reference = dict(pack.reference)
    files = {path: raw for path, raw in pack.files.items() if "mutants/mean-only/" not in path}
    files |= {"mutants/mean-only/quote.py.patch": PATCH, "mutants/mean-only/more.py": b"more\n"}
    mutant = Pack.from_files(files, name="quick-quote").mutant("mean-only")
    assert mutant.keys() == reference.keys() | {"more.py"}
    assert mutant["quote.py"] == reference["quote.py"].replace(b"csv\n\n", b"csv\nimport json\n", 1)
    assert {path for path in reference if mutant[path] != reference[path]} == {"quote.py"}


@pytest.mark.parametrize(
    "patch", [PATCH.replace(b" import csv", b" import cvs"), b"no patch\n", b"", PATCH * 2, b"\xff"]
)
def test_a_patch_that_does_not_fit_is_named(changed: Change, patch: bytes) -> None:
    pack = changed("brief.md", "# Quick quote", "# Quick quote")
    files = {**pack.files, "mutants/mean-only/quote.py.patch": patch}
    with pytest.raises(PackError, match=r"mutants/mean-only/quote.py.patch: .*diff -u"):
        Pack.from_files(files, name="quick-quote")
