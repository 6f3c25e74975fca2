"""Walks a page of the handbook: writes the files that it shows, runs what it runs, as a reader would."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHANGING = ((r"\d+\.\d s\b", "0.0 s"), (r"sha256:[0-9a-f]{64}", "sha256:…"))
GAP = "…"  # a line of the page that stands for lines left out

Manage = Callable[[list[str]], str]  # arguments of manage.py → what it said


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block. `path`: of the file in the pack that it is about, or empty."""

    language: str
    path: str
    body: str


def blocks_of(page: str) -> list[Block]:
    return [
        Block(language=language, path=path, body=body)
        for language, path, body in FENCE.findall(page)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody with a shell in `desk`, whose pack comes to lie in `desk/folder`."""

    desk: Path
    folder: str
    manage: Manage

    def write(self, block: Block) -> None:
        path = self.desk / self.folder / block.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.body, encoding="utf-8")

    def mend(self, block: Block) -> None:
        """Replace the lines with a minus by those with a plus."""
        path = self.desk / self.folder / block.path
        lines = block.body.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{block.path} does not hold, once:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, command: str) -> str:
        """Run one line of the page, in plain processes instead of containers; return what it said."""
        words = shlex.split(command)
        if words[:2] == ["python", "manage.py"]:
            return self.manage(words[2:])
        if words[0] == "python":
            words[0] = sys.executable
        if "verify" in words or "preview" in words:
            words += ["--runner", "process"]
        ended = subprocess.run(
            words,
            cwd=self.desk,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in ended.stderr, ended.stderr
        return ended.stdout


def assert_says(quoted: str, said: str) -> None:
    """Compare what the page quotes with what was said, apart from times, digests and gaps."""
    found = _steady(said)
    may_skip = False
    for line in _steady(quoted):
        if line == GAP:
            may_skip = True
            continue
        assert line in found, f"the page quotes {line!r}; what was said goes on:\n{said}"
        skipped = found.index(line)
        assert may_skip or not skipped, f"the page leaves out what is before {line!r}:\n{said}"
        found, may_skip = found[skipped + 1 :], False
    assert may_skip or not found, f"the page leaves out the end of:\n{said}"


def _steady(text: str) -> list[str]:
    for pattern, steady in CHANGING:
        text = re.sub(pattern, steady, text)
    return [line.rstrip() for line in text.strip().splitlines()]
