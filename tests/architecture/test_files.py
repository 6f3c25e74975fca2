"""What every file of the repository keeps to, whoever writes it."""

import ast
import re
import tomllib
from pathlib import Path

from tests.architecture.sources import ROOT, modules, tracked, written

MOST_LINES = 500
CODE = {".py", ".ts", ".tsx", ".css", ".sh", ".toml", ".yml", ".html"}
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "handler", "misc"}
# Split, so that this file does not hold what it looks for.
INDEX_HOSTS = ("pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(root|home/\w+|work/(main|shared)|opt/(pypi|wheels))\b")
NEVER_WORDS = re.compile(
    r"(?<![a-z])(applicant(?! tracking)|vacanc(y|ies)|leaderboard|cheat(er|ing)|quiz|job_?seeker)",
    re.IGNORECASE,
)
BARE_NOQA = re.compile(r"#\s*noqa(?!: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)*[\s,(#-]+\w)")


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(path): text.count("\n")
        for path, text in written()
        if path.suffix in CODE and text.count("\n") > MOST_LINES
    }
    assert long == {}


def test_every_module_is_named_after_what_it_answers() -> None:
    assert [str(path) for path in tracked() if path.stem in EMPTY_NAMES] == []


def test_no_file_names_a_package_index_or_a_path_of_one_machine() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in written()
        for number, line in enumerate(text.splitlines(), 1)
        if path != Path("tests/architecture/test_files.py")
        and path.parts[:2] != ("tests", "attacks")  # they look for such paths
        and (MACHINE_PATHS.search(line) or any(host in line for host in INDEX_HOSTS))
    ]
    assert found == []


def test_locks_name_no_package_index() -> None:
    locks = [*ROOT.glob("requirements/*.txt"), ROOT / "frontend" / "package-lock.json"]
    locks += ROOT.glob("sandbox/images/*/requirements.txt")
    found = [
        f"{lock}: {host}" for lock in locks for host in INDEX_HOSTS if host in lock.read_text()
    ]
    assert found == []


def test_one_word_for_one_thing() -> None:
    """The glossary's word, not one of those that it replaces (docs/glossary.md lists both)."""
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in written()
        if path.parts[0] in {"vetting", "frontend", "challenges", "sandbox", "docs", "README.md"}
        and path.name != "glossary.md"
        and path.parts[:2] != ("challenges", "library")  # a scenario speaks as its world does
        for number, line in enumerate(text.splitlines(), 1)
        if NEVER_WORDS.search(line)
    ]
    assert found == []


def test_exceptions_are_named_after_the_failure() -> None:
    found = [
        f"{path}: {node.name}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(getattr(base, "id", "").endswith(("Exception", "Error")) for base in node.bases)
        and not node.name.endswith("Error")
        and path != Path("challenges/packkit.py")  # authors raise its InvalidOutput: a verdict
    ]
    assert found == []


def test_every_lint_rule_that_is_off_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.pydocstyle]")]
    ignored = [line for line in lint.splitlines() if re.match(r'\s*("[A-Z]+[0-9]*",? ?)+', line)]
    per_file = [line for line in lint.splitlines() if re.match(r'"[^"]+" = \["', line)]
    assert len(ignored) > len(tomllib.loads(text)["tool"]["ruff"]["lint"]["ignore"]) / 2
    assert [line for line in [*ignored, *per_file] if "# " not in line] == []


def test_every_exception_to_a_lint_rule_has_its_reason() -> None:
    """On its line, or as a comment above the statement."""
    found = []
    for path, text in written():
        lines = ["", *text.splitlines()]
        if path.suffix == ".py" and path.parts[:2] != ("challenges", "library"):
            found += [
                f"{path}:{number}: {line.strip()[:100]}"
                for number, line in enumerate(lines)
                if "# no" + "qa" in line
                and BARE_NOQA.search(line)
                and not lines[number - 1].strip().startswith("# ")
            ]
    assert found == []
