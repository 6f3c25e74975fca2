"""The files of the repository, as git knows them; and the Python among them, parsed."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("vetting", "challenges", "sandbox", "bootstrap")
WRITTEN_BY_MACHINES = {
    "frontend/package-lock.json",
    "frontend/openapi.json",
    "frontend/src/api/schema.gen.ts",
    "requirements/base.txt",
    "requirements/dev.txt",
    "sandbox/profiles/seccomp.json",
}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that a commit of everything would hold, relative to the root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = {Path(name) for name in listed.stdout.split("\0") if name}
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def read(path: Path) -> str | None:
    """The text of a tracked file; None when it is not text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def written() -> Iterator[tuple[Path, str]]:
    """Text that people wrote: no lock, no generated file, no data of a challenge."""
    for path in tracked():
        machine = str(path) in WRITTEN_BY_MACHINES or path.name == "requirements.txt"
        is_data = {"data", "calibration.json"} & set(path.parts)
        if not machine and not is_data and (text := read(path)) is not None:
            yield path, text


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """The product's own modules, without what candidates' code looks like."""
    for path in tracked():
        is_ours = path.parts[0] in PACKAGES and path.parts[:2] != ("challenges", "library")
        if is_ours and path.suffix == ".py" and "migrations" not in path.parts:
            yield path, ast.parse((ROOT / path).read_text(encoding="utf-8"))
