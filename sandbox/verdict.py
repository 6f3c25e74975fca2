"""From what was said and what was measured outside to one outcome: the first rule that matches."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.conversation import Stop, Transcript
from sandbox.limits import Limits
from sandbox.outcome import Outcome, OutcomeKind, Usage
from sandbox.runner import Job

KILLED = 137  # 128 + SIGKILL, as seen from outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the outside knows about the end of a job that was not ended by a failure of ours."""

    exit_code: int
    out_of_memory: bool  # the kernel ended a process for want of memory
    cpu_seconds: float | None


def judge(transcript: Transcript, evidence: Evidence, limits: Limits) -> OutcomeKind:
    cpu_is_spent = (
        evidence.cpu_seconds is not None and evidence.cpu_seconds >= limits.cpu_time.total_seconds()
    )
    if transcript.stop is Stop.TOO_MANY_BYTES:
        return OutcomeKind.OUTPUT_TOO_LARGE
    if transcript.stop in {Stop.OVERDUE, Stop.CPU_SPENT} or cpu_is_spent:
        return OutcomeKind.TIMED_OUT
    # A child that died for want of memory, in a command that went on and ended well, is its own affair.
    if transcript.stop is None and evidence.out_of_memory and evidence.exit_code == KILLED:
        return OutcomeKind.OUT_OF_MEMORY
    # Silence without a last word is the end of a killed harness, unless it says that all went well.
    if transcript.stop is Stop.MALFORMED or (not transcript.ended and evidence.exit_code == 0):
        return OutcomeKind.MALFORMED_OUTPUT
    if transcript.disk_full and evidence.exit_code != 0:
        return OutcomeKind.DISK_FULL
    return OutcomeKind.EXITED


def outcome(
    job: Job,
    transcript: Transcript,
    evidence: Evidence,
    *,
    peak_memory_bytes: int | None,
    phases: Mapping[str, float],
) -> Outcome:
    kind = judge(transcript, evidence, job.limits)
    return Outcome(
        kind=kind,
        exit_code=evidence.exit_code if kind is OutcomeKind.EXITED else None,
        usage=Usage(
            wall_seconds=transcript.command_ended_at - transcript.started_at,
            cpu_seconds=evidence.cpu_seconds,
            peak_memory_bytes=peak_memory_bytes,
        ),
        stdout=bytes(transcript.stdout),
        stderr=bytes(transcript.stderr),
        files=transcript.files,
        answers=tuple(transcript.answers),
        started_at=transcript.started_at,
        stop_seconds=transcript.stop_seconds,
        crashed=transcript.crashed,
        phases=phases,
    )
