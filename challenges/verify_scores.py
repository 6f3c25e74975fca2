"""The checks of `verify` that look at scores: 2, 3, 5, 6, 7 and 10. Each returns its reasons."""

from collections.abc import Iterator
from statistics import fmean

from challenges.manifest import Check
from challenges.report import COMPLETED, CheckScore, Grade
from challenges.scoring import Scale
from challenges.trials import Trials, spread
from sandbox.limits import MIB
from sandbox.outcome import OutcomeKind

REFERENCE_SCORE, REFERENCE_COMPETENCY = 0.9, 0.8
STARTER_SCORE = 0.25
LOST = 0.5  # a check is lost at this score or below
MUTANT_SPREAD, BEST_MUTANT_GAP = 0.5, 0.1
SEED_SPREAD = 0.03
# A quick run's few seeds show, once in a thousand, a spread so many times the true one: the root of
# the chi-squared distribution's 99.9 % point at 4 degrees of freedom, over 4.
QUICK_SPREAD = 2.15 * SEED_SPREAD
SHARE_OF_LIMITS = 0.5
REPEATED_CASES = 2


def reference_is_good(trials: Trials) -> Iterator[str]:
    grade = trials.reference
    if grade.outcome != COMPLETED:
        yield f"reference: {grade.outcome}: {grade.message}{_last_words(grade)}"
    if grade.score < REFERENCE_SCORE:
        yield f"reference: scores {grade.score:.3f}; it must reach {REFERENCE_SCORE}"
    for slug, score in grade.competencies.items():
        if score < REFERENCE_COMPETENCY:
            yield f"reference: {slug} is {score:.3f}; it must reach {REFERENCE_COMPETENCY}"
    report = trials.visible
    if report.outcome != COMPLETED:
        yield f"visible.py: the reference ends {report.outcome}: {report.message}"
    for finding in report.findings:
        if finding.passed is False:
            yield f"visible.py: the reference fails {finding.name}: {finding.message}"


def _last_words(grade: Grade) -> str:
    """Quote what the code printed last: the line of a traceback that names the fault."""
    lines = [line for line in grade.output.splitlines() if line and not line.startswith("── ")]
    return f" It printed: {lines[-1][:200]}" if lines else ""


def starter_is_low(trials: Trials) -> Iterator[str]:
    grade = trials.starter
    if grade.outcome != COMPLETED:
        told = f"{grade.message}{_last_words(grade)}"
        yield f"workspace: the starter does not run out of the box: {told}"
    if grade.score > STARTER_SCORE:
        yield f"workspace: the starter scores {grade.score:.3f}; it may reach {STARTER_SCORE}"
    report = trials.bench.check_visible(trials.bench.pack.workspace)
    if report.outcome != COMPLETED:
        yield f"visible.py: the starter ends {report.outcome}: {report.message}"


def mutants_are_caught(trials: Trials) -> Iterator[str]:
    for mutant in trials.bench.pack.manifest.calibration.mutants:
        if mutant.name not in trials.mutants:
            continue
        grade = trials.mutants[mutant.name]
        if grade.outcome == OutcomeKind.EXITED:  # a slip of its author's, not the fault in question
            yield f"mutants/{mutant.name}: crashes: {grade.message}{_last_words(grade)}"
        low, high = mutant.band
        if not low <= grade.score <= high:
            yield (
                f"mutants/{mutant.name}: scores {grade.score:.3f}; its band is {low} to {high}: "
                "change the mutant, a bound of a check, or the band in challenge.toml"
            )
        lost = next(check.score for check in grade.checks if check.name == mutant.fails)
        if lost > LOST:
            yield f"mutants/{mutant.name}: {mutant.fails} scores {lost:.3f}; it must be lost"
    yield from _teach_nothing_new(trials)
    scores = [grade.score for grade in trials.mutants.values()]
    if not scores:
        return
    if max(scores) - min(scores) < MUTANT_SPREAD:
        width = max(scores) - min(scores)
        yield f"mutants: the scores spread over {width:.3f}; {MUTANT_SPREAD} tells more apart"
    if trials.reference.score - max(scores) < BEST_MUTANT_GAP:
        yield f"mutants: the best scores {max(scores):.3f}; keep it {BEST_MUTANT_GAP} below"


def _teach_nothing_new(trials: Trials) -> Iterator[str]:
    """Two different faults that lose one and the same check alone cannot be told apart by it."""
    alone: dict[str, str] = {}
    for name, grade in trials.mutants.items():
        lost = [check.name for check in grade.checks if check.score <= LOST]
        if len(lost) != 1:
            continue
        if lost[0] in alone:
            yield f"mutants/{name}: loses {lost[0]} alone, as {alone[lost[0]]} does; drop one"
        alone.setdefault(lost[0], name)


def results_repeat(trials: Trials) -> Iterator[str]:
    """Grade again what was graded already: first the data must be the same, then the scores."""
    count = min(REPEATED_CASES, len(trials.cases))
    redrawn = trials.bench.cases(count)
    for before, after in zip(trials.cases, redrawn, strict=False):
        for path in sorted(set(before.files) | set(after.files)):
            if before.files.get(path) != after.files.get(path):
                yield f"generate.py: {path} of {before.name} differs between two runs"
                return
    known = trials.cases[:count]
    for name, files, first in (
        ("reference", trials.bench.pack.reference, trials.reference),
        ("starter", trials.bench.pack.workspace, trials.starter),
    ):
        again = trials.bench.grade(files, known)
        for check, one, other in zip(
            trials.bench.pack.manifest.checks, first.checks, again.checks, strict=True
        ):
            if _differ(check, one, one.values[:count], other.values):
                yield (
                    f"{name}: {check.name} gave {one.values[:count]} and {other.values} for the "
                    "same seeds; remove the chance or allow it as checks.noise"
                )


def _differ(
    check: Check, told: CheckScore, before: list[float | None], after: list[float | None]
) -> bool:
    """Whether two runs are further apart than `noise`, which is counted in scores."""
    if check.noise == 0 or None in before or None in after:
        return before != after
    scale = Scale(
        floor=told.floor or 0.0,
        ceiling=told.ceiling or 0.0,
        kind=check.scale,
        tolerance=check.tolerance,
    )
    means = [fmean(value for value in values if value is not None) for values in (before, after)]
    return abs(scale.score(means[0]) - scale.score(means[1])) > check.noise


def seeds_are_equal(trials: Trials) -> Iterator[str]:
    width = spread(trials.reference)
    allowed = QUICK_SPREAD if trials.bench.quick else SEED_SPREAD
    if width > allowed:
        scores = trials.reference.scores
        yield (
            f"reference: its score varies by {width:.3f} over {len(scores)} seeds, from "
            f"{min(scores):.3f} to {max(scores):.3f}; {allowed:g} is allowed"
        )


def reference_is_modest(trials: Trials) -> Iterator[str]:
    limits = trials.bench.pack.manifest.limits
    for step in trials.bench.pack.manifest.steps:
        records = [one for one in trials.reference.steps if one.step.partition(".")[0] == step.name]
        used = {
            "wall_seconds": (max(one.wall_seconds for one in records), limits.wall_seconds),
            "cpu_seconds": (max(one.cpu_seconds or 0 for one in records), limits.cpu_seconds),
            "memory_mb": (
                max(one.peak_memory_bytes or 0 for one in records) / MIB,
                limits.memory_mb,
            ),
        }
        for key, (value, limit) in used.items():
            if value > SHARE_OF_LIMITS * limit:
                yield (
                    f"limits.{key}: the reference uses {value:.1f} of {limit:g} in step "
                    f"{step.name}; give at least twice as much"
                )
