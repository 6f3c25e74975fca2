"""Grades a submission: cases in, candidate's steps, one verdict, scores out.

Three places, never shared: the pack's code makes the cases and judges them in grader containers,
the candidate's code runs in candidate containers, and this module only moves bytes between them.
`SandboxError` and `GraderError` are ours and propagate; everything else is part of the result.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from challenges.cases import PRACTICE, Case, hidden_seeds, make_cases, practice_seeds
from challenges.catalog import Pack
from challenges.grader import CaseVerdict, judge
from challenges.packkit import Finding
from challenges.report import COMPLETED, Grade, Progress, StepRecord, VisibleReport, phases_of
from challenges.scores import score_cases
from challenges.steps import CaseRun, run_case
from sandbox.outcome import OutcomeKind
from sandbox.runner import Runner

MAX_OUTPUT = 64 * 1024

OnProgress = Callable[[Progress], None]
OnOutput = Callable[[bytes], None]


def prepare(
    pack: Pack, *, seed: int, runner: Runner, labels: Mapping[str, str]
) -> dict[str, bytes]:
    """Make the practice case's public files: `data/…` → bytes."""
    return make_cases(pack, practice_seeds(seed), runner=runner, labels=labels)[0].public


def check_visible(
    pack: Pack,
    *,
    files: Mapping[str, bytes],
    seed: int,
    runner: Runner,
    labels: Mapping[str, str],
    on_progress: OnProgress | None = None,
    on_output: OnOutput | None = None,
) -> VisibleReport:
    """Run the candidate's files on the practice case and the pack's visible checks on the result."""
    work = _Work(pack, runner, labels, cases=1, on_progress=on_progress, on_output=on_output)
    cases = work.generate(practice_seeds(seed))
    ran = work.run_candidate(files, cases, parallel=1)[0]
    outcome, message, findings = ran.outcome, ran.message, list[Finding]()
    if ran.outcome == COMPLETED:
        verdict = work.judge("visible", [ran])[0]
        if verdict.invalid is not None:
            outcome, message = OutcomeKind.MALFORMED_OUTPUT.value, verdict.invalid
        findings = [Finding(**told.model_dump()) for told in verdict.findings or []]
    return VisibleReport(
        outcome=outcome,
        message=message.removeprefix(f"{PRACTICE}: ") or "Your code ran to its end.",
        findings=findings,
        output=_tail([ran]),
        steps=ran.records,
        phases=work.phases(ran.records),
        image_digest=runner.image_digest(pack.manifest.image),
    )


def grade(
    pack: Pack,
    *,
    files: Mapping[str, bytes],
    seed: int,
    runner: Runner,
    labels: Mapping[str, str],
    on_progress: OnProgress | None = None,
    on_output: OnOutput | None = None,
    parallel: int = 1,
) -> Grade:
    """Score the candidate's files on the hidden cases.

    `parallel`: how many of the candidate's containers may run at a time.
    """
    seeds = hidden_seeds(seed, pack.manifest.hidden_seeds)
    work = _Work(
        pack, runner, labels, cases=len(seeds), on_progress=on_progress, on_output=on_output
    )
    return _grade(work, work.generate(seeds), files, parallel=parallel)


def grade_cases(
    pack: Pack,
    cases: Sequence[Case],
    *,
    files: Mapping[str, bytes],
    runner: Runner,
    labels: Mapping[str, str],
    parallel: int = 1,
) -> Grade:
    """Score the candidate's files on cases that exist already."""
    work = _Work(pack, runner, labels, cases=len(cases), on_progress=None, on_output=None)
    return _grade(work, cases, files, parallel=parallel)


def _grade(
    work: "_Work", cases: Sequence[Case], files: Mapping[str, bytes], *, parallel: int
) -> Grade:
    runs = work.run_candidate(files, cases, parallel=parallel)
    verdicts = work.judge("grade", runs)
    manifest = work.pack.manifest
    scored = score_cases(manifest, [verdicts.get(position) for position in range(len(cases))])
    outcome, message = _whole_outcome(runs, verdicts)
    records = [record for ran in runs for record in ran.records]
    return Grade(
        outcome=outcome,
        message=message,
        output=_tail(runs),
        steps=records,
        phases=work.phases(records),
        image_digest=work.runner.image_digest(manifest.image),
        score=scored.score,
        score_error=scored.score_error,
        scores=scored.scores,
        competencies=scored.competencies,
        checks=scored.checks,
    )


class _Work:
    """One grading under way: counts progress and takes the time of the pack's own work."""

    def __init__(
        self,
        pack: Pack,
        runner: Runner,
        labels: Mapping[str, str],
        *,
        cases: int,
        on_progress: OnProgress | None,
        on_output: OnOutput | None,
    ) -> None:
        self.pack, self.runner, self.labels = pack, runner, labels
        self._seconds = {"prepare": 0.0, "grade": 0.0}
        self._on_progress, self._on_output = on_progress, on_output
        self._done, self._total = 0, cases + 2

    def generate(self, seeds: Mapping[str, int]) -> list[Case]:
        self._tell("Preparing data")
        with self._timed("prepare"):
            cases = make_cases(self.pack, seeds, runner=self.runner, labels=self.labels)
        self._done += 1
        return cases

    def run_candidate(
        self, files: Mapping[str, bytes], cases: Sequence[Case], *, parallel: int
    ) -> list[CaseRun]:
        def run(case: Case) -> CaseRun:
            return run_case(
                self.pack,
                case,
                files,
                runner=self.runner,
                labels=self.labels,
                on_output=self._on_output,
            )

        runs: list[CaseRun] = []
        self._tell(f"Running case 1 of {len(cases)}")
        with ThreadPoolExecutor(max_workers=parallel) as pool:
            for ran in pool.map(run, cases):
                runs.append(ran)
                self._done += 1
                if len(runs) < len(cases):
                    self._tell(f"Running case {len(runs) + 1} of {len(cases)}")
        return runs

    def judge(self, task: str, runs: Sequence[CaseRun]) -> dict[int, CaseVerdict]:
        """Judge the cases that ran to their end; the others have no verdict and score 0."""
        self._tell("Measuring")
        usable = {
            position: {**ran.case.files, **ran.outputs}
            for position, ran in enumerate(runs)
            if ran.outcome == COMPLETED
        }
        verdicts: dict[int, CaseVerdict] = {}
        with self._timed("grade"):
            if usable:
                verdicts = judge(self.pack, task, usable, runner=self.runner, labels=self.labels)
        self._done += 1
        self._tell("Done")
        return verdicts

    def phases(self, records: Sequence[StepRecord]) -> dict[str, float]:
        return phases_of(
            records,
            prepare_seconds=self._seconds["prepare"],
            grade_seconds=self._seconds["grade"],
        )

    def _tell(self, label: str) -> None:
        if self._on_progress is not None:
            self._on_progress(Progress(done=self._done, total=self._total, label=label))

    @contextmanager
    def _timed(self, phase: str) -> Iterator[None]:
        began_at = time.monotonic()
        yield
        self._seconds[phase] = time.monotonic() - began_at


def _whole_outcome(runs: Sequence[CaseRun], verdicts: Mapping[int, CaseVerdict]) -> tuple[str, str]:
    """Name the first thing that went wrong, in the order of the cases."""
    for position, ran in enumerate(runs):
        if ran.outcome != COMPLETED:
            return ran.outcome, f"{ran.message} This case scores 0."
        invalid = verdicts[position].invalid
        if invalid is not None:
            told = f"{ran.case.name}: {invalid} This case scores 0."
            return OutcomeKind.MALFORMED_OUTPUT.value, told
    return COMPLETED, f"Your code ran to its end on all {len(runs)} hidden cases."


def _tail(runs: Sequence[CaseRun]) -> str:
    raw = "".join(ran.output for ran in runs).encode()
    return raw[-MAX_OUTPUT:].decode("utf-8", "ignore")
