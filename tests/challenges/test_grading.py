"""A submission's way: cases, steps, one verdict. Whose fault it is decides what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from challenges.cases import derive_seed, hidden_seeds, practice_seeds
from challenges.catalog import Pack
from challenges.errors import GraderError
from challenges.grading import check_visible, grade, prepare
from challenges.packkit import canary
from challenges.report import PHASES, Grade, Progress, VisibleReport
from sandbox.outcome import Outcome
from sandbox.process_runner import ProcessRunner
from sandbox.runner import Job, Role
from tests.challenges.conftest import Change

pytestmark = pytest.mark.slow  # hundreds of processes

SEED = 424242
LABELS = {"run": "one"}


@dataclass
class RecordingRunner:
    """The real runner, with a list of the jobs that it was given and what became of each."""

    inner: ProcessRunner
    jobs: list[Job] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def run(self, job: Job, *, on_output: Callable[[bytes], None] | None = None) -> Outcome:
        self.jobs.append(job)
        self.outcomes.append(self.inner.run(job, on_output=on_output))
        return self.outcomes[-1]

    def image_digest(self, image: str) -> str:
        return self.inner.image_digest(image)


def _look(pack: Pack, files: dict[str, bytes], runner: object) -> VisibleReport:
    return check_visible(pack, files=files, seed=SEED, runner=runner, labels=LABELS)  # type: ignore[arg-type]


def _grade(pack: Pack, files: dict[str, bytes], runner: object) -> Grade:
    return grade(pack, files=files, seed=SEED, runner=runner, labels=LABELS)  # type: ignore[arg-type]


def test_the_reference_is_graded_on_every_hidden_case(pack: Pack, runner: ProcessRunner) -> None:
    told = grade(pack, files=pack.reference, seed=SEED, runner=runner, labels=LABELS, parallel=2)
    assert told.outcome == "completed"
    assert told.score > 0.9
    assert len(told.scores) == 5
    assert set(told.competencies) == {"modelling", "governance", "evaluation"}
    assert [check.name for check in told.checks] == ["mean_error", "overcharged", "right_answers"]
    assert len(told.checks[0].values) == 5
    assert len(told.steps) == 10
    assert {step.outcome for step in told.steps} == {"exited"}
    assert list(told.phases) == list(PHASES)
    assert all(told.phases[phase] > 0 for phase in ("prepare", "start", "execute", "grade"))


def test_equal_seeds_give_equal_scores(pack: Pack, runner: ProcessRunner) -> None:
    one, other = (_grade(pack, pack.mutant("always-high"), runner) for _ in range(2))
    assert one.scores == other.scores
    assert [check.values for check in one.checks] == [check.values for check in other.checks]


def test_the_candidates_containers_never_hold_answers(pack: Pack, runner: ProcessRunner) -> None:
    recording = RecordingRunner(runner)
    _grade(pack, pack.reference, recording)
    check_visible(pack, files=pack.reference, seed=SEED, runner=recording, labels=LABELS)  # type: ignore[arg-type]
    roles = [job.role for job in recording.jobs]
    assert roles.count(Role.GRADER) == 4
    seeds = [*hidden_seeds(SEED, 5).values(), *practice_seeds(SEED).values()]
    secrets = [canary(seed).encode() for seed in seeds]
    secrets += [pack.files[path] for path in ("grade.py", "generate.py", "visible.py")]
    for job in recording.jobs:
        if job.role is Role.CANDIDATE:
            assert set(job.files) <= {
                *pack.reference,
                "data/history.csv",
                "data/items.csv",
                "data/quotes.csv",
            }
            assert not any(secret in raw for raw in job.files.values() for secret in secrets)


def test_no_candidates_code_runs_beside_the_answers(pack: Pack, runner: ProcessRunner) -> None:
    recording = RecordingRunner(runner)
    _grade(pack, {**pack.workspace, "mine.py": b"print('mine')"}, recording)
    for job in recording.jobs:
        if job.role is Role.GRADER:
            assert not any(raw == b"print('mine')" for raw in job.files.values())
            assert not any(path.startswith(("workspace", "mutants")) for path in job.files)


@pytest.mark.parametrize(
    ("source", "outcome", "told"),
    [
        (b"raise SystemExit(3)", "exited", "exit code 3 (step quote)"),
        (b"import time; time.sleep(60)", "timed_out", "did not finish within its time limit"),
        (b"open('quotes.csv', 'wb').write(b'x' * 100_000)", "output_too_large", "more output"),
        (b"print('done')", "malformed_output", "did not write quotes.csv"),
        (b"open('quotes.csv', 'w').write('id,price')", "malformed_output", "ids are missing"),
    ],
)
def test_what_a_submission_does_is_a_named_outcome_and_scores_0(
    pack: Pack, runner: ProcessRunner, source: bytes, outcome: str, told: str
) -> None:
    graded = _grade(pack, {**pack.workspace, "quote.py": source}, runner)
    assert (graded.outcome, graded.score) == (outcome, 0)
    assert told in graded.message
    assert all(check.value is None for check in graded.checks)


def test_an_empty_submission_scores_0(pack: Pack, runner: ProcessRunner) -> None:
    graded = _grade(pack, {}, runner)
    assert (graded.outcome, graded.score) == ("exited", 0)


def test_a_stream_that_stops_early_is_malformed(pack: Pack, runner: ProcessRunner) -> None:
    source = b"import sys\nsys.stdin.readline()\nprint('{\"accept\": true}', flush=True)\n"
    graded = _grade(pack, {**pack.reference, "haggle.py": source}, runner)
    assert graded.outcome == "malformed_output"
    assert "answered 1 of 12 batches (step haggle)" in graded.message


def test_an_output_that_was_handed_in_counts_for_nothing(pack: Pack, runner: ProcessRunner) -> None:
    forged = b"id,price\n" + b"".join(b"i%d,50\n" % number for number in range(100, 150))
    files = {**pack.workspace, "quote.py": b"print('nothing')", "quotes.csv": forged}
    assert "did not write quotes.csv" in _grade(pack, files, runner).message


def test_the_data_folder_belongs_to_the_platform(pack: Pack, runner: ProcessRunner) -> None:
    own = {"data": b"a file", "data/items.csv/deeper": b"x", "data/history.csv": b"forged"}
    assert _grade(pack, {**pack.reference, **own}, runner).outcome == "completed"


def test_one_failing_case_does_not_take_the_others_along(pack: Pack, runner: ProcessRunner) -> None:
    source = pack.reference["quote.py"].replace(
        b"rows = ",
        b"assert len({*map(str, items)}) and sum(float(i['size']) for i in items) > 520\n    rows = ",
    )
    graded = _grade(pack, {**pack.reference, "quote.py": source}, runner)
    assert graded.outcome == "exited"
    assert "This case scores 0" in graded.message
    assert 0 in graded.scores
    assert max(graded.scores) > 0.9


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("grade.py", "mean = fmean", "mean = 1 / 0 and fmean", "mend what its traceback names"),
        (
            "grade.py",
            '"overcharged": M',
            '"unheard_of": M',
            "'overcharged' is not measured; return",
        ),
        (
            "grade.py",
            '"overcharged": M',
            '"unheard_of": Measure(value=1), "overcharged": M',
            "'unheard_of' is no check of challenge.toml; add",
        ),
        ("grade.py", "value=right", "value=float('inf')", "failed: exited, exit code 1"),
        ("grade.py", "ceiling=10.0,", "", "'mean_error' has no ceiling; give Measure its ceiling"),
        (
            "grade.py",
            "ceiling=10.0,",
            "ceiling=fmean(abs(mean - p) for p in truth.values()),",
            "'mean_error': floor and ceiling are equal; change them",
        ),
        ("grade.py", "value=right", "value='much'", "failed: exited, exit code 1"),
        ("generate.py", "rng = random", "rng = undefined", "failed: exited, exit code 1"),
        ("generate.py", '"history.csv"', '"past.csv"', "wrote no public/history.csv; write it"),
    ],
)
def test_a_failing_grader_is_ours_and_never_a_score(
    changed: Change, runner: ProcessRunner, path: str, old: str, new: str, told: str
) -> None:
    broken = changed(path, old, new)
    with pytest.raises(GraderError) as error:
        _grade(broken, broken.reference, runner)
    assert str(error.value).startswith(f"quick-quote/{path}: ")
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        ("grade.py", "Measure(value=right)", "right", "grade must return a dict: name of a check"),
        ("visible.py", "return [", "return None and [", "check must return a list of Finding"),
    ],
)
def test_what_the_packs_code_returns_must_be_of_the_right_kind(
    changed: Change, runner: ProcessRunner, path: str, old: str, new: str, told: str
) -> None:
    broken = changed(path, old, new)
    look = _grade if path == "grade.py" else _look
    with pytest.raises(GraderError) as error:
        look(broken, broken.reference, runner)
    assert f"TypeError: {path}: {told}" in error.value.detail


@pytest.mark.parametrize("quoted", [r"\ud800", "x" * 3000], ids=["half a character", "too long"])
def test_whatever_a_grader_quotes_the_verdict_fits(
    changed: Change, runner: ProcessRunner, quoted: str
) -> None:
    """Otherwise a candidate who is quoted could have no score instead of a bad one."""
    quoting = changed("grade.py", "Over 50 new items.", quoted)
    assert _grade(quoting, quoting.reference, runner).score > 0.9
    refusing = changed(
        "grade.py", "mean = fmean", f"raise packkit.InvalidOutput('{quoted}')\n    mean = fmean"
    )
    told = _grade(refusing, refusing.reference, runner)
    assert (told.outcome, told.score) == ("malformed_output", 0)


def test_a_graders_error_keeps_what_it_printed_apart(
    changed: Change, runner: ProcessRunner
) -> None:
    broken = changed(
        "grade.py", "mean = fmean", "raise KeyError('a secret price')\n    mean = fmean"
    )
    with pytest.raises(GraderError) as error:
        _grade(broken, broken.reference, runner)
    assert "a secret price" not in str(error.value)
    assert "a secret price" in error.value.detail


def test_the_candidate_gets_the_practice_cases_public_files_only(
    pack: Pack, runner: ProcessRunner
) -> None:
    data = prepare(pack, seed=SEED, runner=runner, labels=LABELS)
    assert set(data) == {"data/history.csv"}
    assert data == prepare(pack, seed=SEED, runner=runner, labels=LABELS)
    assert data != prepare(pack, seed=SEED + 1, runner=runner, labels=LABELS)


def test_visible_checks_tell_findings_and_what_was_printed(
    pack: Pack, runner: ProcessRunner
) -> None:
    report = check_visible(pack, files=pack.workspace, seed=SEED, runner=runner, labels=LABELS)
    assert report.outcome == "completed"
    assert [(one.name, one.passed, one.value) for one in report.findings] == [
        ("complete", True, 50)
    ]
    assert "quoted 50" in report.output


def test_visible_checks_name_an_unusable_output(pack: Pack, runner: ProcessRunner) -> None:
    files = {**pack.workspace, "quote.py": b"open('quotes.csv', 'w').write('id;price')"}
    report = check_visible(pack, files=files, seed=SEED, runner=runner, labels=LABELS)
    assert report.outcome == "malformed_output"
    assert "the columns must be exactly id, price" in report.message
    assert report.findings == []


def test_the_time_of_the_candidates_containers_is_told_apart_from_the_packs(
    pack: Pack, runner: ProcessRunner
) -> None:
    recording = RecordingRunner(runner)
    told = _grade(pack, pack.reference, recording)
    ran = list(zip(recording.jobs, recording.outcomes, strict=True))
    theirs = [outcome.phases for job, outcome in ran if job.role is Role.CANDIDATE]
    ours = [outcome.usage.wall_seconds for job, outcome in ran if job.role is Role.GRADER]
    assert [step.phases for step in told.steps] == theirs
    for phase in ("start", "stream_in", "execute", "collect"):
        assert told.phases[phase] == pytest.approx(sum(one[phase] for one in theirs), abs=0.001)
    assert told.phases["prepare"] >= ours[0] - 0.001
    assert told.phases["grade"] >= ours[-1] - 0.001


def test_code_that_dawdles_and_fails_has_spent_its_time_and_nothing_was_measured(
    pack: Pack, runner: ProcessRunner
) -> None:
    dawdle = {**pack.workspace, "quote.py": b"import time; time.sleep(0.5); raise SystemExit(3)"}
    graded = _grade(pack, dawdle, runner)
    report = check_visible(pack, files=dawdle, seed=SEED, runner=runner, labels=LABELS)
    assert 2.5 <= graded.phases["execute"] < 10
    assert 0.5 <= report.phases["execute"] < 2
    assert list(report.phases) == list(PHASES)
    assert (graded.phases["grade"], report.phases["grade"]) == (0, 0)


def test_progress_counts_up_to_its_total(pack: Pack, runner: ProcessRunner) -> None:
    told: list[Progress] = []
    printed: list[bytes] = []
    grade(
        pack,
        files=pack.workspace,
        seed=SEED,
        runner=runner,
        labels=LABELS,
        on_progress=told.append,
        on_output=printed.append,
    )
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert (told[0].done, told[-1].done, told[-1].total) == (0, 7, 7)
    assert b"".join(printed).count(b"quoted 50") == 5


def test_seeds_of_cases_tell_nothing_about_each_other() -> None:
    seeds = {derive_seed(SEED, "practice"), *hidden_seeds(SEED, 20).values()}
    assert len(seeds) == 21
    assert all(0 <= seed < 2**63 for seed in seeds)
    assert hidden_seeds(SEED, 5) != hidden_seeds(SEED + 1, 5)
