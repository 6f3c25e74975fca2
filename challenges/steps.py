"""Exercises a candidate's files on one case: each step in a container of its own.

The container gets the candidate's files and the step's inputs; answers and the pack's own code
are never among them. What comes out is passed on as bytes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from challenges.cases import Case
from challenges.catalog import Pack
from challenges.endings import Ending, StepRun, ending_of, left_by
from challenges.errors import GraderError
from challenges.manifest import FILE, MAX_ANSWERS_KB, Step, data_path
from challenges.report import COMPLETED, StepRecord
from challenges.serving import run_service
from sandbox.confinement import THREAD_VARIABLES
from sandbox.runner import Job, Role, Runner, Stream

MAX_ANSWER_BYTES = 64 * 1024  # of one answer


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
    ending = Ending()
    # `known` grows between the runs: a later step reads what an earlier one left.
    for step, run in _runs(pack, files, known, runner=runner, labels=labels, on_output=on_output):
        ending = run.ending
        records.append(_record(case, run))
        printed.append(_printed(case, step, run))
        if ending.outcome != COMPLETED:
            break
        known |= run.left
    return CaseRun(
        case=case,
        outcome=ending.outcome,
        message=f"{case.name}: {ending.message}" if ending.message else "",
        outputs={path: raw for path, raw in known.items() if path.startswith("outputs/")},
        records=records,
        output="".join(printed),
    )


def _runs(
    pack: Pack,
    files: Mapping[str, bytes],
    known: Mapping[str, bytes],
    *,
    runner: Runner,
    labels: Mapping[str, str],
    on_output: Callable[[bytes], None] | None,
) -> Iterator[tuple[Step, StepRun]]:
    for step in pack.manifest.steps:
        first = _job(pack, step, files, known, labels)
        if step.serve is not None:
            yield step, run_service(pack, step, first, known, runner=runner, on_output=on_output)
            continue
        for number in range(1, (step.repeat or 1) + 1):
            name = step.name if number == 1 else f"{step.name}.{number}"
            job = first if number == 1 else _elsewhere(first, number)
            outcome = runner.run(job, on_output=on_output)
            ending = ending_of(step, name, job, outcome)
            left = left_by(step, name, outcome) if ending.outcome == COMPLETED else {}
            yield step, StepRun(name=name, outcome=outcome, ending=ending, left=left)


def _elsewhere(job: Job, number: int) -> Job:
    """The same job where everything differs that a reproducible program does not depend on."""
    return replace(
        job,
        folder=f"run-{number}",
        hash_seed=number,
        environment=dict.fromkeys(THREAD_VARIABLES, str(number)),
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
            bytes_in_all=MAX_ANSWERS_KB * 1024,
        )
    return Job(
        image=pack.manifest.image,
        argv=step.command,
        files={**own, **inputs},
        outputs=wanted,
        limits=pack.manifest.limits.for_sandbox(),
        labels=labels,
        role=Role.CANDIDATE,
        preload=pack.candidate_imports,
        stream=stream,
        crash_after=None if step.crash_after is None else timedelta(seconds=step.crash_after),
    )


def _known(pack: Pack, known: Mapping[str, bytes], path: str) -> bytes:
    if path not in known:
        raise GraderError(
            f"{pack.slug}/generate.py: wrote no {path}; write it, or correct steps.inputs in {FILE}"
        )
    return known[path]


def _covers(output: str, path: str) -> bool:
    """Whether a candidate's path is the output itself, lies below it or stands in its way."""
    return path == output or path.startswith(output + "/") or output.startswith(path + "/")


def _record(case: Case, run: StepRun) -> StepRecord:
    outcome, ended = run.outcome, run.ending.outcome
    return StepRecord(
        case=case.name,
        step=run.name,
        outcome=outcome.kind.value if ended == COMPLETED else ended,
        exit_code=outcome.exit_code,
        wall_seconds=outcome.usage.wall_seconds,
        cpu_seconds=outcome.usage.cpu_seconds,
        peak_memory_bytes=outcome.usage.peak_memory_bytes,
        phases=outcome.phases,
    )


def _printed(case: Case, step: Step, run: StepRun) -> str:
    """Head and text of what the step printed; a streamed step's stdout holds its answers."""
    outcome = run.outcome
    raw = outcome.stderr if step.stream is not None else outcome.stdout + outcome.stderr
    head = f"── {case.name}, step {run.name}\n"
    return head + raw.decode("utf-8", "replace").rstrip() + "\n"
