"""What became of a job, as a value: the command's own doing, whatever it did."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class OutcomeKind(StrEnum):
    EXITED = "exited"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    OUTPUT_TOO_LARGE = "output_too_large"
    DISK_FULL = "disk_full"
    MALFORMED_OUTPUT = "malformed_output"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Measured from outside the command; None where the runner cannot measure it."""

    wall_seconds: float
    cpu_seconds: float | None = None
    peak_memory_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One reply of a streamed job and the seconds it took, by the runner's clock."""

    data: bytes
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How the command ended and the bytes it left. `files` holds the wanted outputs that exist."""

    kind: OutcomeKind
    usage: Usage
    exit_code: int | None = None
    stdout: bytes = b""
    stderr: bytes = b""
    files: Mapping[str, bytes] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    started_at: float = 0.0  # when the command started, by the runner's monotonic clock
    stop_seconds: float | None = None  # a service's, from being asked to stop to its end
    crashed: bool = False  # the first run was cut off, as the job's `crash_after` asked
    phases: Mapping[str, float] = field(default_factory=dict)  # seconds per named phase

    @property
    def succeeded(self) -> bool:
        return self.kind is OutcomeKind.EXITED and self.exit_code == 0
