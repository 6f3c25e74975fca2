"""How a run of a step ended, in plain words, and what it left for the grader."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from challenges.manifest import Step
from challenges.report import COMPLETED
from sandbox.outcome import Outcome, OutcomeKind
from sandbox.runner import Job

PLAIN_WORDS = {
    OutcomeKind.TIMED_OUT: "did not finish within its time limit",
    OutcomeKind.OUT_OF_MEMORY: "used more memory than it may",
    OutcomeKind.OUTPUT_TOO_LARGE: "wrote more output than it may",
    OutcomeKind.DISK_FULL: "filled the disk that it may use",
    OutcomeKind.MALFORMED_OUTPUT: "left an output that cannot be used",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """`outcome` is COMPLETED or the sandbox's name for the candidate's doing, told in `message`."""

    outcome: str = COMPLETED
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRun:
    """One run of one step. The second of a repeated step `train` is named `train.2`."""

    name: str
    outcome: Outcome
    ending: Ending
    left: Mapping[str, bytes] = field(default_factory=dict)  # outputs/<name>/… → bytes


def ending_of(step: Step, name: str, job: Job, outcome: Outcome) -> Ending:
    """Name how a run ended and say it in plain words; both are the candidate's doing."""
    if outcome.kind is not OutcomeKind.EXITED:
        return Ending(
            outcome=outcome.kind.value,
            message=f"Your code {PLAIN_WORDS[outcome.kind]} (step {name}).",
        )
    if outcome.exit_code != 0:
        told = f"Your code ended with exit code {outcome.exit_code} (step {name})."
        return Ending(outcome=OutcomeKind.EXITED.value, message=told)
    if (missing := missing_output(step, outcome)) is not None:
        told = f"Your code did not write {missing} (step {name})."
        return Ending(outcome=OutcomeKind.MALFORMED_OUTPUT.value, message=told)
    if job.stream is not None and len(outcome.answers) != len(job.stream.batches):
        answered = f"{len(outcome.answers)} of {len(job.stream.batches)} batches"
        told = f"Your code answered {answered} (step {name})."
        return Ending(outcome=OutcomeKind.MALFORMED_OUTPUT.value, message=told)
    return Ending()


def missing_output(step: Step, outcome: Outcome) -> str | None:
    return next((one.path for one in step.outputs if one.path not in outcome.files), None)


def left_by(
    step: Step, name: str, outcome: Outcome, *, ready_seconds: float | None = None
) -> dict[str, bytes]:
    """Collect the outputs of a completed run, its answers and its step.json."""
    left = {one.path: outcome.files[one.path] for one in step.outputs}
    if step.stream is not None:
        left["answers.jsonl"] = b"\n".join(answer.data for answer in outcome.answers)
    told = {
        "wall_seconds": outcome.usage.wall_seconds,
        "cpu_seconds": outcome.usage.cpu_seconds,
        "peak_memory_bytes": outcome.usage.peak_memory_bytes,
        "answer_seconds": [answer.seconds for answer in outcome.answers],
        "crashed": outcome.crashed,
        "ready_seconds": ready_seconds,
        "stop_seconds": outcome.stop_seconds,
        "stopped": None if step.serve is None else outcome.kind is OutcomeKind.EXITED,
        "exit_code": outcome.exit_code,
    }
    left["step.json"] = json.dumps(told).encode()
    return {f"outputs/{name}/{path}": content for path, content in left.items()}
