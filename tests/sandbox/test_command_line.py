"""`python -m sandbox`, as an operator types it."""

import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import doctor

pytestmark = pytest.mark.docker


def sandbox(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sandbox", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_run_shows_the_output_and_exits_as_the_script(built_image: str, tmp_path: Path) -> None:
    script = tmp_path / "hello.py"
    script.write_text("print('hello'); raise SystemExit(3)", encoding="utf-8")
    done = sandbox("run", str(script))

    assert (done.returncode, done.stdout) == (3, "hello\n")


def test_build_has_nothing_to_do_for_an_image_that_is_there(built_image: str) -> None:
    assert sandbox("build").stdout == f"{built_image}: present\n"
    assert sandbox("build", "--quiet").stdout == ""


def test_doctor_finds_this_host_fit(built_image: str) -> None:
    done = sandbox("doctor")

    assert done.returncode == 0, done.stdout
    assert "confinement, from inside" in done.stdout
    assert "MISSING" not in done.stdout


def test_doctor_names_what_is_missing(built_image: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "OLDEST_KERNEL", (99, 0))

    assert [line.partition(":")[0] for line in doctor.missing()] == ["kernel"]
