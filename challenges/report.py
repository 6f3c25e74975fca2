"""What grading tells the caller. Values only; times in seconds, sizes in bytes."""

from collections.abc import Mapping
from dataclasses import dataclass

from challenges.packkit import Finding

COMPLETED = "completed"  # every step of every case exited 0 and left usable outputs

__all__ = [
    "COMPLETED",
    "CheckScore",
    "Finding",
    "Grade",
    "Progress",
    "StepRecord",
    "VisibleReport",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One run of one step. `outcome` is the sandbox's name for how it ended."""

    case: str
    step: str
    outcome: str
    exit_code: int | None
    wall_seconds: float
    cpu_seconds: float | None
    peak_memory_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckScore:
    """One check over all hidden seeds; `value`, `floor` and `ceiling` are means over the seeds."""

    name: str
    title: str
    competency: str
    unit: str
    weight: float
    must_not: bool
    value: float | None
    floor: float | None
    ceiling: float | None
    score: float
    score_error: float
    evidence: str
    values: list[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleReport:
    outcome: str
    message: str
    findings: list[Finding]
    output: str
    steps: list[StepRecord]
    phases: Mapping[str, float]
    image_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """`score` is a mean over the hidden seeds, `score_error` its standard error."""

    outcome: str
    message: str
    score: float
    score_error: float
    scores: list[float]  # per hidden seed
    competencies: dict[str, float]
    checks: list[CheckScore]
    output: str
    steps: list[StepRecord]
    phases: Mapping[str, float]
    image_digest: str
