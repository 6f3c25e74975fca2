"""A new pack is a copy of one that is proven, under its own name."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from challenges.catalog import LIBRARY, load_pack
from challenges.errors import PackError
from challenges.new_pack import start_pack


def test_a_new_pack_is_complete(tmp_path: Path) -> None:
    pack = load_pack(start_pack("late-parcels", tmp_path))
    assert (pack.slug, pack.manifest.title) == ("late-parcels", "Late parcels")
    assert (pack.brief.splitlines()[0], pack.rubric.title) == ("# Late parcels", "Late parcels")
    assert not pack.is_calibrated


@pytest.mark.parametrize("slug", ["Late", "late_parcels", "../late", "-late", ""])
def test_a_name_that_is_no_slug_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(PackError):
        start_pack(slug, tmp_path)


def test_an_existing_pack_is_never_overwritten(tmp_path: Path) -> None:
    start_pack("late-parcels", tmp_path)
    with pytest.raises(PackError, match="exists already"):
        start_pack("late-parcels", tmp_path)


def _challenges(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "challenges", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_a_new_pack_can_be_looked_at(tmp_path: Path) -> None:
    started = _challenges("new", "late-parcels", "--library", tmp_path)
    assert (started.returncode, started.stderr) == (0, "")
    told = started.stdout.splitlines()
    assert told[1:3] == [
        f"  python -m challenges {act} late-parcels --library {tmp_path}"
        for act in ("preview", "verify")
    ]
    assert (LIBRARY.parents[1] / told[3].rpartition(" ")[2]).is_file()
    shown = _challenges(*told[1].split()[3:], "--runner", "process").stdout
    parts = re.split(r"^── (?!practice)", shown, flags=re.MULTILINE)[1:]
    assert [part.splitlines()[0] for part in parts] == [
        "late-parcels 1.0.0: the brief",
        "the starter on the practice case of seed 1",
        "its visible checks",
    ]
    assert "# Late parcels" in parts[0]
    assert "completed: Your code ran to its end." in parts[1]
    assert "pass  Every item has a quote: 50 of 50 items are quoted." in parts[2]


def test_a_look_at_a_starter_that_fails_says_why(tmp_path: Path) -> None:
    folder = start_pack("late-parcels", tmp_path)
    (folder / "workspace" / "quote.py").write_text("import missing_module\n")
    shown = _challenges("preview", "late-parcels", "--library", tmp_path, "--runner", "process")
    assert "No module named 'missing_module'" in shown.stdout
    assert "exited: Your code ended with exit code 1 (step quote)." in shown.stdout
    assert "none: they need the outputs of a run that completed" in shown.stdout


@pytest.mark.slow
def test_a_new_pack_proves_itself_and_may_then_be_published(tmp_path: Path) -> None:
    folder = start_pack("late-parcels", tmp_path)
    proven = _challenges("verify", "--all", "--json", "--library", tmp_path, "--runner", "process")
    assert proven.returncode == 0, proven.stdout + proven.stderr
    assert load_pack(folder).is_calibrated


@pytest.mark.slow
def test_what_fails_beside_others_is_tried_once_more_alone(tmp_path: Path) -> None:
    for slug in ("late-parcels", "lost-parcels"):
        start_pack(slug, tmp_path)
    rest = ("--json", "--quick", "--library", tmp_path, "--runner", "process")
    unproven = _challenges("verify", "--all", *rest)  # there is no calibration.json yet
    assert unproven.returncode == 1
    begun = [line.split()[2] for line in unproven.stderr.splitlines() if "generating" in line]
    assert sorted(begun[:2]) == begun[2:] == ["late-parcels:", "lost-parcels:"]
    assert [result["ok"] for result in json.loads(unproven.stdout)] == [False, False]


def test_a_wrong_pack_ends_with_its_reason(tmp_path: Path) -> None:
    folder = start_pack("late-parcels", tmp_path)
    (folder / "brief.md").write_text("Nothing is announced.")
    refused = _challenges("verify", "late-parcels", "--library", tmp_path, "--runner", "process")
    assert refused.returncode == 1
    assert "late-parcels/brief.md: checks.mean_error: no brief announces it" in refused.stdout
