"""What grading tells the caller. Values only; times in seconds, sizes in bytes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from challenges.packkit import Finding

COMPLETED = "completed"  # every step of every case exited 0 and left usable outputs

# Where the time went, in order, with a title each. `prepare` and `grade` are the pack's own work on
# all cases, by the clock on the wall. The others are sums over the containers that ran the
# candidate's code: where cases run side by side, they may exceed the time that passed. Every phase
# is told, also one that took no time, in seconds rounded to milliseconds.
PHASES = {
    "prepare": "Preparing data",
    "start": "Starting containers",
    "stream_in": "Sending files in",
    "execute": "Running the code",
    "collect": "Collecting outputs",
    "grade": "Measuring",
}
# What the sandbox tells of one container, by the phase that it is part of.
CONTAINER_PHASES = {
    "start": ("create", "start"),
    "stream_in": ("stream_in",),
    "execute": ("execute",),
    "collect": ("collect", "end"),
}

__all__ = [
    "COMPLETED",
    "PHASES",
    "CheckScore",
    "Finding",
    "Grade",
    "Progress",
    "StepRecord",
    "VisibleReport",
    "phases_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRecord:
    """One run of one step. `outcome` is the sandbox's name for how it ended.

    The second run of a repeated step `train` is called `train.2`.
    """

    case: str
    step: str
    outcome: str
    exit_code: int | None
    wall_seconds: float
    cpu_seconds: float | None
    peak_memory_bytes: int | None
    phases: Mapping[str, float]  # of its container, as the sandbox names them


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
    phases: Mapping[str, float]  # PHASES → seconds
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
    phases: Mapping[str, float]  # PHASES → seconds
    image_digest: str


def phases_of(
    steps: Sequence[StepRecord], *, prepare_seconds: float, grade_seconds: float
) -> dict[str, float]:
    """Return PHASES → seconds, as PHASES defines them."""
    told = {"prepare": prepare_seconds, "grade": grade_seconds} | {
        phase: sum(step.phases.get(part, 0.0) for step in steps for part in parts)
        for phase, parts in CONTAINER_PHASES.items()
    }
    return {phase: round(told[phase], 3) for phase in PHASES}
