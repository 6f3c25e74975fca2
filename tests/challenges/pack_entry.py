"""Run a pack's own code by the grader's entry, here instead of in a container: for fast tests."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from challenges.archive import read_archive
from challenges.catalog import Pack
from challenges.grader import PLATFORM_MODULES

CHALLENGES = Path(__file__).parents[2] / "challenges"

Case = Mapping[str, bytes]  # public/…, hidden/… and answers/…


def generate(pack: Pack, seeds: Sequence[int], folder: Path) -> list[Case]:
    """Deal one case per seed."""
    lay_out(pack, folder)
    run_task(folder, {"task": "generate", "seeds": seeds})
    made = read_archive((folder / "cases.tar").read_bytes())
    return [
        {path.split("/", 1)[1]: raw for path, raw in made.items() if path.startswith(f"{place}/")}
        for place in range(len(seeds))
    ]


def judge(pack: Pack, case: Case, outputs: Mapping[str, bytes], folder: Path) -> dict[str, Any]:
    """Grade what a candidate's steps wrote (`<step>/<file>` → bytes); the verdict on the case."""
    lay_out(pack, folder)
    for path, content in case.items():
        write(folder / "cases" / "0" / path, content)
    for path, content in outputs.items():
        write(folder / "cases" / "0" / "outputs" / path, content)
    run_task(folder, {"task": "grade", "cases": [0]})
    verdict: dict[str, Any] = json.loads((folder / "verdict.json").read_bytes())["cases"][0]
    return verdict


def lay_out(pack: Pack, folder: Path) -> None:
    for name in PLATFORM_MODULES:
        write(folder / "challenges" / name, (CHALLENGES / name).read_bytes())
    for path, content in pack.grader_files.items():
        write(folder / "pack" / path, content)


def run_task(folder: Path, request: Mapping[str, object]) -> None:
    write(folder / "request.json", json.dumps(request).encode())
    command = [sys.executable, "-m", "challenges.packrun"]
    subprocess.run(command, cwd=folder, check=True, timeout=120)


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
