"""Exercises a candidate's files on one case: each step in a container of its own.

The container gets the candidate's files and the step's inputs; answers and the pack's own code
are never among them. What comes out is passed on as bytes.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from challenges.cases import Case
from challenges.catalog import Pack
from challenges.errors import GraderError
from challenges.manifest import Step, data_path
from challenges.report import COMPLETED, StepRecord
from sandbox.outcome import Outcome, OutcomeKind
from sandbox.runner import Job, Role, Runner, Stream

MAX_ANSWER_BYTES = 64 * 1024

_PLAIN_WORDS = {
    OutcomeKind.TIMED_OUT: "did not finish within its time limit",
    OutcomeKind.OUT_OF_MEMORY: "used more memory than it may",
    OutcomeKind.OUTPUT_TOO_LARGE: "wrote more output than it may",
    OutcomeKind.DISK_FULL: "filled the disk that it may use",
    OutcomeKind.MALFORMED_OUTPUT: "left an output that cannot be used",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRun:
    """What became of one case. `outputs`: outputs/<step>/… → bytes, for the grader only."""

    case: Case
    outcome: str
    message: str
    outputs: Mapping[str, bytes]
    records: list[StepRecord]
    output: str  # what the steps printed


def run_case(
    pack: Pack,
    case: Case,
    files: Mapping[str, bytes],
    *,
    runner: Runner,
    labels: Mapping[str, str],
    on_output: Callable[[bytes], None] | None = None,
) -> CaseRun:
    """Run the steps in order until one fails."""
    known: dict[str, bytes] = dict(case.files)
    records: list[StepRecord] = []
    printed: list[str] = []
    ended, message = COMPLETED, ""
    for step in pack.manifest.steps:
        outcome = runner.run(_job(pack, step, files, known, labels), on_output=on_output)
        ended, message = _judged(step, outcome, known)
        records.append(_record(case, step, outcome, ended))
        printed.append(_printed(case, step, outcome))
        if ended != COMPLETED:
            break
        known |= _left_by(step, outcome)
    return CaseRun(
        case=case,
        outcome=ended,
        message=f"{case.name}: {message}" if message else "",
        outputs={path: raw for path, raw in known.items() if path.startswith("outputs/")},
        records=records,
        output="".join(printed),
    )


def _job(
    pack: Pack,
    step: Step,
    files: Mapping[str, bytes],
    known: Mapping[str, bytes],
    labels: Mapping[str, str],
) -> Job:
    wanted = {output.path: output.max_kb * 1024 for output in step.outputs}
    inputs = {data_path(path): _known(pack, known, path) for path in step.inputs}
    # data/ belongs to the platform, and an output that was handed in was not written by the step.
    own = {
        path: content
        for path, content in files.items()
        if path.split("/")[0] != "data" and not any(_covers(name, path) for name in wanted)
    }
    stream = None
    if step.stream is not None:
        stream = Stream(
            batches=tuple(_known(pack, known, step.stream).splitlines()),
            answer_time=timedelta(seconds=step.answer_seconds),
            answer_bytes=MAX_ANSWER_BYTES,
        )
    return Job(
        image=pack.manifest.image,
        argv=step.command,
        files={**own, **inputs},
        outputs=wanted,
        limits=pack.manifest.limits.for_sandbox(),
        labels=labels,
        role=Role.CANDIDATE,
        stream=stream,
    )


def _known(pack: Pack, known: Mapping[str, bytes], path: str) -> bytes:
    if path not in known:
        raise GraderError(f"{pack.slug}: generate.py made no {path}")
    return known[path]


def _covers(output: str, path: str) -> bool:
    """Whether a candidate's path is the output itself, lies below it or stands in its way."""
    return path == output or path.startswith(output + "/") or output.startswith(path + "/")


def _judged(step: Step, outcome: Outcome, known: Mapping[str, bytes]) -> tuple[str, str]:
    """Name how the step ended and say it in plain words; both are the candidate's doing."""
    if outcome.kind is not OutcomeKind.EXITED:
        return outcome.kind.value, f"Your code {_PLAIN_WORDS[outcome.kind]} (step {step.name})."
    if outcome.exit_code != 0:
        told = f"Your code ended with exit code {outcome.exit_code} (step {step.name})."
        return OutcomeKind.EXITED.value, told
    missing = [output.path for output in step.outputs if output.path not in outcome.files]
    if missing:
        told = f"Your code did not write {missing[0]} (step {step.name})."
        return OutcomeKind.MALFORMED_OUTPUT.value, told
    if step.stream is not None:
        sent = len(known[step.stream].splitlines())
        if len(outcome.answers) != sent:
            told = (
                f"Your code answered {len(outcome.answers)} of {sent} batches (step {step.name})."
            )
            return OutcomeKind.MALFORMED_OUTPUT.value, told
    return COMPLETED, ""


def _left_by(step: Step, outcome: Outcome) -> dict[str, bytes]:
    left = {
        f"outputs/{step.name}/{output.path}": outcome.files[output.path] for output in step.outputs
    }
    if step.stream is not None:
        answers = b"\n".join(answer.data for answer in outcome.answers)
        left[f"outputs/{step.name}/answers.jsonl"] = answers
    left[f"outputs/{step.name}/step.json"] = json.dumps(
        {
            "wall_seconds": outcome.usage.wall_seconds,
            "cpu_seconds": outcome.usage.cpu_seconds,
            "peak_memory_bytes": outcome.usage.peak_memory_bytes,
            "answer_seconds": [answer.seconds for answer in outcome.answers],
        }
    ).encode()
    return left


def _record(case: Case, step: Step, outcome: Outcome, ended: str) -> StepRecord:
    return StepRecord(
        case=case.name,
        step=step.name,
        outcome=outcome.kind.value if ended == COMPLETED else ended,
        exit_code=outcome.exit_code,
        wall_seconds=outcome.usage.wall_seconds,
        cpu_seconds=outcome.usage.cpu_seconds,
        peak_memory_bytes=outcome.usage.peak_memory_bytes,
    )


def _printed(case: Case, step: Step, outcome: Outcome) -> str:
    """Head and text of what the step printed; a streamed step's stdout holds its answers."""
    raw = outcome.stderr if step.stream is not None else outcome.stdout + outcome.stderr
    return f"── {case.name}, step {step.name}\n" + raw.decode("utf-8", "replace").rstrip() + "\n"
