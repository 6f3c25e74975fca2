"""Proves that a pack tells good from bad: ten checks, one table, and calibration.json."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from challenges.calibration import FILE, Calibration, Verification
from challenges.catalog import Pack
from challenges.trials import Bench, Say, Trials, measured, run_trials
from challenges.verify_hostile import hostile_submissions_end
from challenges.verify_leaks import answers_are_hidden, canaries_are_kept
from challenges.verify_scores import (
    mutants_are_caught,
    reference_is_good,
    reference_is_modest,
    results_repeat,
    seeds_are_equal,
    starter_is_low,
)
from sandbox.runner import Runner

AGREES = "manifest, brief and checks agree"
Check = Callable[[Trials], Iterator[str]]

CHECKS: tuple[tuple[int, str, Check], ...] = (
    (2, "the reference is good", reference_is_good),
    (3, "the starter runs and scores low", starter_is_low),
    (4, "hostile submissions end as named, with score 0", hostile_submissions_end),
    (5, "each mutant is in its band and caught", mutants_are_caught),
    (6, "two runs give the same result", results_repeat),
    (7, "seeds are equally hard", seeds_are_equal),
    (8, "nothing that is seen gives the answers away", answers_are_hidden),
    (9, "canaries stay where they were planted", canaries_are_kept),
    (10, "the reference uses half of its limits at most", reference_is_modest),
)


def verify(
    pack: Pack, runner: Runner, *, quick: bool = False, parallel: int = 1, say: Say = lambda _: None
) -> Calibration:
    """Run all ten checks. `quick` takes fewer seeds and no mutants: it proves too little to publish.

    Check 1 was passed when `load_pack` returned.
    """
    bench = Bench(pack=pack, runner=runner, parallel=parallel, quick=quick)
    trials = run_trials(bench, say)
    results = [Verification(number=1, title=AGREES, ok=True)]
    for number, title, check in CHECKS:
        say(f"check {number}: {title}")
        reasons = tuple(check(trials))
        results.append(Verification(number=number, title=title, ok=not reasons, reasons=reasons))
    peaks = [step.peak_memory_bytes for step in trials.reference.steps if step.peak_memory_bytes]
    return Calibration(
        digest=pack.digest,
        ok=all(result.ok for result in results) and not quick,
        runner=type(runner).__name__,
        image_digest=runner.image_digest(pack.manifest.image),
        wall_seconds=round(max(step.wall_seconds for step in trials.reference.steps), 3),
        peak_memory_bytes=max(peaks, default=None),
        visible_seconds=round(trials.visible_seconds, 1),
        scored_seconds=round(trials.scored_seconds, 1),
        submissions=measured(pack, trials),
        checks=tuple(results),
    )


def refused(reason: str) -> Verification:
    """Tell check 1 of a pack that does not even load."""
    return Verification(number=1, title=AGREES, ok=False, reasons=(reason,))


def write_calibration(folder: Path, calibration: Calibration) -> None:
    told = json.dumps(calibration.model_dump(mode="json"), indent=1, ensure_ascii=False)
    (folder / FILE).write_text(told + "\n", encoding="utf-8")
