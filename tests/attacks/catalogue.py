"""The hostile submissions: a folder each, `<group>/<name>/`, and what must become of it.

`expected.toml` says so. `submission/` lies over the challenge's starter, as if a candidate had
edited that. In the group `archives`, `archive.py` makes the bytes that are uploaded instead.
"""

import re
import runpy
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from challenges.catalog import Pack, load_pack

HERE = Path(__file__).parent
CHALLENGES = ("tally", "relay", "window")
ARCHIVES = "archives"
# A neighbour's work: neither nothing nor everything, so that its score would show a move either way.
HONEST_MUTANT, HONEST_SCORE = "every-other", 0.625
# What a case prints when something that must hold did not. None may, whatever else it does.
ESCAPED = "ESCAPED"


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Expected(Part):
    """How a run must end. Where a race decides, several outcomes or a range of scores may be right."""

    title: str
    outcome: tuple[str, ...]
    outcome_when_joined: tuple[str, ...] = ()  # where nobody listens past the harness; it scores 0
    score: tuple[float, float] = (0, 0)  # lowest and highest
    exit_code: int | None = None  # of an outcome `exited`
    message: re.Pattern[str] = re.compile("")  # in what the candidate is told
    evidence: re.Pattern[str] = re.compile("")  # in what was printed: the attack was tried
    challenge: str = "tally"
    ballast: dict[str, int] = Field(default_factory=dict)  # further files of so many zero bytes

    def when_joined(self) -> "Expected":
        """The same where the harness came from a fork server."""
        if not self.outcome_when_joined:
            return self
        return self.model_copy(update={"outcome": self.outcome_when_joined, "score": (0, 0)})

    def faults(self, ending: "Ending") -> list[str]:
        """What of the ending is not as expected; empty when nothing."""
        found = []
        if ending.outcome not in self.outcome:
            found.append(f"the outcome is {ending.outcome}, not {' or '.join(self.outcome)}")
        if ending.score is None or not self.score[0] <= ending.score <= self.score[1]:
            found.append(f"the score is {ending.score}, not in {self.score}")
        if ending.outcome == "exited" and self.exit_code not in ending.exit_codes:
            found.append(f"the exit codes are {ending.exit_codes}, not {self.exit_code}")
        if not self.message.search(ending.message):
            found.append(f"the message does not match {self.message.pattern!r}")
        if not self.evidence.search(ending.output):
            found.append(f"nothing printed matches {self.evidence.pattern!r}")
        if ESCAPED in ending.output:
            found.append("something that must hold did not")
        return [*found, f"it was {ending}"] if found else []


class Refusal(Part):
    """How an archive must be refused: the status, the problem's code, a pattern in its words."""

    title: str
    status: int
    code: str
    detail: re.Pattern[str]


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a submission's run ended: what its candidate is told, and what staff see printed."""

    outcome: str
    message: str
    score: float | None
    exit_codes: frozenset[int | None]
    output: str


@dataclass(frozen=True)
class Case:
    name: str
    expected: Expected

    @property
    def pack(self) -> Pack:
        return pack(self.expected.challenge)

    def files(self) -> dict[str, bytes]:
        """The whole submission: the starter's files with the case's over them."""
        folder = HERE / self.name / "submission"
        own = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and "__pycache__" not in path.parts
        }
        ballast = {path: bytes(size) for path, size in self.expected.ballast.items()}
        return {**self.pack.workspace, **own, **ballast}

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class HostileArchive:
    name: str
    refusal: Refusal

    def build(self) -> bytes:
        made: bytes = runpy.run_path(str(HERE / self.name / "archive.py"))["build"]()
        return made

    def __str__(self) -> str:
        return self.name


@cache
def pack(slug: str) -> Pack:
    return load_pack(HERE / "challenges" / slug)


def honest_files() -> dict[str, bytes]:
    return dict(pack("tally").mutant(HONEST_MUTANT))


def cases() -> list[Case]:
    return [
        Case(name, Expected.model_validate(told))
        for name, told in _told()
        if not name.startswith(ARCHIVES)
    ]


def archives() -> list[HostileArchive]:
    return [
        HostileArchive(name, Refusal.model_validate(told))
        for name, told in _told()
        if name.startswith(ARCHIVES)
    ]


def _told() -> list[tuple[str, dict[str, Any]]]:
    return [
        (path.parent.relative_to(HERE).as_posix(), tomllib.loads(path.read_text(encoding="utf-8")))
        for path in sorted(HERE.glob("*/*/expected.toml"))
    ]
