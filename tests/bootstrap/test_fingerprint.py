"""A step is skipped only while nothing that it was made from has changed."""

from pathlib import Path

from bootstrap.fingerprint import Stamp, fingerprint


def test_it_changes_with_a_content_a_name_and_a_fact(tmp_path: Path) -> None:
    source = tmp_path / "src" / "page.tsx"
    source.parent.mkdir()
    source.write_text("one")
    first = fingerprint([tmp_path / "src"], "3.11")
    assert fingerprint([tmp_path / "src"], "3.11") == first
    assert fingerprint([tmp_path / "src"], "3.12") != first
    source.write_text("two")
    assert fingerprint([tmp_path / "src"], "3.11") != first
    source.write_text("one")
    source.rename(source.with_name("other.tsx"))
    assert fingerprint([tmp_path / "src"], "3.11") != first


def test_it_does_not_change_with_what_builds_leave_behind(tmp_path: Path) -> None:
    (tmp_path / "page.tsx").write_text("one")
    first = fingerprint([tmp_path])
    for name in ("node_modules", "__pycache__", ".cache"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("noise")
    assert fingerprint([tmp_path]) == first


def test_a_stamp_holds_while_inputs_and_outputs_are_there(tmp_path: Path) -> None:
    output = tmp_path / "built"
    stamp = Stamp(tmp_path / "stamps" / "it", "abc", (output,))
    assert not stamp.holds()
    output.touch()
    stamp.write()
    assert stamp.holds()
    assert not Stamp(stamp.file, "abd", (output,)).holds()
    output.unlink()
    assert not stamp.holds()
