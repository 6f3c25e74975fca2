"""The contracts in pyproject.toml catch what they are for: each planted violation breaks its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("vetting", "challenges", "sandbox")

# Where → the line planted there, and the words of the contract that must notice.
PLANTED = {
    "a challenge that knows the product": (
        "challenges/scoring.py",
        "import vetting.core",
        "never the reverse",
    ),
    "a sandbox that knows challenges": (
        "sandbox/limits.py",
        "import challenges.scoring",
        "never the reverse",
    ),
    "a framework below the product": (
        "challenges/scoring.py",
        "import django.db.models",
        "without the product's frameworks",
    ),
    "an app that knows a later one, inside a function": (
        "vetting/openings/services.py",
        "def late():\n    import vetting.shortlists.selectors",
        "in the order in which a hire happens",
    ),
    "an app that nobody placed": (
        "vetting/billing/__init__.py",
        "",
        "in the order in which a hire happens",
    ),
    "a model that knows its service": (
        "vetting/openings/models.py",
        "import vetting.openings.services",
        "edges call services",
    ),
    "a service that knows a view": (
        "vetting/accounts/services.py",
        "import vetting.accounts.views",
        "edges call services",
    ),
    "a view that talks to the container engine": (
        "vetting/runs/selectors.py",
        "import docker",
        "Only the sandbox talks",
    ),
    "two modules that need each other": (
        "vetting/core/problems.py",
        "import vetting.core.planted",
        "No cycles",
    ),
}


def broken_contracts(folder: Path) -> str:
    """What lint-imports reports of the packages in `folder`, or nothing when it is content."""
    lint = Path(sys.executable).with_name("lint-imports")
    report = subprocess.run(
        [lint, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Contracts:" in report.stdout, report.stdout + report.stderr
    return "" if report.returncode == 0 else report.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the code, to plant violations in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        ignored = shutil.ignore_patterns("__pycache__", "library")
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    (tmp_path / "vetting" / "core" / "planted.py").write_text("import vetting.core.problems\n")
    return tmp_path


def test_the_code_as_it_is_keeps_every_contract(copy: Path) -> None:
    assert broken_contracts(copy) == ""


@pytest.mark.slow
@pytest.mark.parametrize("violation", PLANTED)
def test_a_planted_violation_breaks_its_contract(copy: Path, violation: str) -> None:
    name, line, words = PLANTED[violation]
    target = copy / name
    target.parent.mkdir(exist_ok=True)
    with target.open("a") as file:
        file.write(f"\n{line}\n")
    broken = [line for line in broken_contracts(copy).splitlines() if line.endswith("BROKEN")]
    assert any(words in line for line in broken), broken
