"""The targets: which there are, what `make check` makes of a skipped test, who may run them."""

import ast
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap
from bootstrap import checks, places
from bootstrap.steps import StepError, Steps

ROOT = Path(__file__).parents[2]


def test_make_lists_every_target_with_its_purpose() -> None:
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    named = set(re.findall(r"make (\w+) +\w+", listed.stdout))
    usage = subprocess.run(
        [sys.executable, "-m", "bootstrap"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    targets = re.search(r"{(.+)}", usage.stderr)
    assert usage.returncode == 2
    assert targets is not None
    assert named == {"help", *targets[1].split(",")}


def test_an_old_python_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer; `python3` here is 3.9"):
        importlib.reload(bootstrap)


def test_an_old_python_can_read_so_far() -> None:
    ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 4))


def test_the_data_folder_is_the_one_that_was_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VETTING_HOME", str(tmp_path / "data"))
    assert places.home() == tmp_path / "data"
    assert (tmp_path / "data" / "logs").is_dir()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("pytest.skip('no browser here')", "1 tests were skipped"),
        ("pytest.xfail('some day')", "1 tests were skipped"),
        ("assert False", "ended with code 1"),
    ],
)
def test_a_test_that_did_not_pass_fails_the_check(tmp_path: Path, body: str, message: str) -> None:
    """The bodies run in a suite that this test writes: a skipped test there must fail its build."""
    suite = tmp_path / "test_it.py"
    suite.write_text(f"import pytest\ndef test_it():\n    {body}\n")
    with pytest.raises(StepError, match=message):
        _take(tmp_path, suite)


def test_a_suite_that_passed_says_how_many(tmp_path: Path) -> None:
    suite = tmp_path / "test_it.py"
    suite.write_text("def test_one(): pass\ndef test_two(): pass\n")
    assert "2 tests" in _take(tmp_path, suite)


def _take(folder: Path, suite: Path) -> str:
    """Take the suite as a step; what the step printed."""
    shown = folder / "shown"
    with shown.open("w") as out:
        steps = Steps(folder / "log", dict(os.environ), total=1, out=out)
        options = ("-p", "no:cacheprovider", "-p", "no:django", "-c", os.devnull)
        steps.take("tests", lambda step: checks.pytest(step, *options, str(suite)), streams=True)
    return shown.read_text()
