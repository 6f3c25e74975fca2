"""What `verify` measures: the pack's own submissions, graded on the same cases."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import stdev
from typing import TypeVar

from challenges.calibration import Measured
from challenges.cases import Case, hidden_seeds, make_cases
from challenges.catalog import Pack
from challenges.grading import check_visible, grade, grade_cases
from challenges.report import Grade, VisibleReport
from sandbox.runner import Runner

SEED = 20_130_101  # any number; the same for everybody, so that two calibrations can be compared
REFERENCE_SEEDS, OTHER_SEEDS = 20, 5
QUICK_SEEDS = 5  # of a quick run, for everybody
DIGITS = 4

Say = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Where trials run, and how many at a time."""

    pack: Pack
    runner: Runner
    parallel: int
    quick: bool = False

    def grade(
        self, files: Mapping[str, bytes], cases: list[Case], pack: Pack | None = None
    ) -> Grade:
        return grade_cases(
            pack or self.pack,
            cases,
            files=files,
            runner=self.runner,
            labels={},
            parallel=self.parallel,
        )

    def cases(self, count: int) -> list[Case]:
        return make_cases(self.pack, hidden_seeds(SEED, count), runner=self.runner, labels={})

    def check_visible(self, files: Mapping[str, bytes]) -> VisibleReport:
        return check_visible(self.pack, files=files, seed=SEED, runner=self.runner, labels={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trials:
    """What the ten checks look at: cases and grades, and the bench to run more.

    The seconds are what a candidate waits for with the reference's code.
    """

    bench: Bench
    cases: list[Case]
    reference: Grade
    starter: Grade
    mutants: Mapping[str, Grade]
    visible: VisibleReport
    visible_seconds: float
    scored_seconds: float


def run_trials(bench: Bench, say: Say) -> Trials:
    many = QUICK_SEEDS if bench.quick else REFERENCE_SEEDS
    few = QUICK_SEEDS if bench.quick else OTHER_SEEDS
    say(f"generating {many} cases")
    cases = bench.cases(many)
    say(f"reference on {many} seeds")
    reference = bench.grade(bench.pack.reference, cases)
    say(f"starter on {few} seeds")
    starter = bench.grade(bench.pack.workspace, cases[:few])
    mutants = {}
    for mutant in () if bench.quick else bench.pack.manifest.calibration.mutants:
        say(f"mutant {mutant.name} on {few} seeds")
        mutants[mutant.name] = bench.grade(bench.pack.mutant(mutant.name), cases[:few])
    say("what a candidate waits for")
    visible, visible_seconds = _timed(lambda: bench.check_visible(bench.pack.reference))
    _, scored_seconds = _timed(
        lambda: grade(
            bench.pack, files=bench.pack.reference, seed=SEED, runner=bench.runner, labels={}
        )
    )
    return Trials(
        bench=bench,
        cases=cases,
        reference=reference,
        starter=starter,
        mutants=mutants,
        visible=visible,
        visible_seconds=visible_seconds,
        scored_seconds=scored_seconds,
    )


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    began_at = time.monotonic()
    done = act()
    return done, time.monotonic() - began_at


def measured(pack: Pack, trials: Trials) -> tuple[Measured, ...]:
    """Put the trials into the words of calibration.json."""
    planned = {mutant.name: mutant for mutant in pack.manifest.calibration.mutants}
    grades = {"reference": trials.reference, "starter": trials.starter, **trials.mutants}
    return tuple(
        Measured(
            name=name,
            score=round(grade.score, DIGITS),
            score_error=round(grade.score_error, DIGITS),
            spread=round(spread(grade), DIGITS),
            seeds=len(grade.scores),
            competencies={slug: round(one, DIGITS) for slug, one in grade.competencies.items()},
            checks={check.name: round(check.score, DIGITS) for check in grade.checks},
            values={
                check.name: None if check.value is None else round(check.value, DIGITS)
                for check in grade.checks
            },
            band=planned[name].band if name in planned else None,
            fails=planned[name].fails if name in planned else None,
        )
        for name, grade in grades.items()
    )


def spread(grade: Grade) -> float:
    """Return the standard deviation of the score over the seeds."""
    return stdev(grade.scores) if len(grade.scores) > 1 else 0.0
