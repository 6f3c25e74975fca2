"""Each of the ten checks passes on a sound pack and fails on one that is broken in its way."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from challenges.cases import Case
from challenges.catalog import Pack
from challenges.trials import Bench, Trials, run_trials
from challenges.verify import CHECKS, verify
from challenges.verify_hostile import hostile_submissions_end
from challenges.verify_leaks import answers_are_hidden, canaries_are_kept
from challenges.verify_scores import (
    LOST,
    mutants_are_caught,
    reference_is_good,
    reference_is_modest,
    results_repeat,
    seeds_are_equal,
    starter_is_low,
)
from sandbox.process_runner import ProcessRunner
from tests.challenges.conftest import Change

pytestmark = pytest.mark.slow  # hundreds of processes

Check = Callable[[Trials], Iterator[str]]


def _trials(pack: Pack, runner: ProcessRunner) -> Trials:
    bench = Bench(pack=pack, runner=runner, parallel=2, quick=True)
    return run_trials(bench, lambda _: None)


@pytest.fixture(scope="module")
def trials(pack: Pack, runner: ProcessRunner) -> Trials:
    """Few seeds, but every mutant."""
    few = _trials(pack, runner)
    mutants = {
        mutant.name: few.bench.grade(pack.mutant(mutant.name), few.cases[:2])
        for mutant in pack.manifest.calibration.mutants
    }
    return replace(few, mutants=mutants)


@pytest.mark.parametrize("check", [check for _, _, check in CHECKS])
def test_a_sound_pack_passes(trials: Trials, check: Check) -> None:
    assert list(check(trials)) == []


def test_checks_2_to_10_are_all_there() -> None:
    assert [number for number, _, _ in CHECKS] == list(range(2, 11))


def test_check_2_fails_when_the_reference_is_weak(trials: Trials) -> None:
    weak = replace(trials, reference=trials.mutants["refuses-all"])
    reasons = list(reference_is_good(weak))
    assert any("it must reach 0.9" in reason for reason in reasons)
    assert any("evaluation is" in reason for reason in reasons)


def test_check_2_fails_when_the_visible_checks_refuse_the_reference(
    trials: Trials, changed: Change
) -> None:
    strict = changed("visible.py", "passed=len(rows) == 50", "passed=len(rows) == 51")
    moved = replace(
        trials, visible=replace(trials.bench, pack=strict).check_visible(strict.reference)
    )
    assert "visible.py: the reference fails complete" in next(reference_is_good(moved))


def test_check_3_fails_when_the_starter_is_good_already(trials: Trials) -> None:
    rich = replace(trials, starter=trials.reference)
    assert "it may reach 0.25" in next(starter_is_low(rich))


def test_check_3_fails_when_the_starter_does_not_run(
    changed: Change, runner: ProcessRunner
) -> None:
    broken = _trials(changed(files={"workspace/quote.py": b"import missing_module\n"}), runner)
    reason = next(starter_is_low(broken))
    assert "does not run out of the box" in reason
    assert "It printed: ModuleNotFoundError: No module named 'missing_module'" in reason


def test_check_4_fails_when_garbage_is_accepted(changed: Change, runner: ProcessRunner) -> None:
    lenient = b"""
from packkit import Measure

def grade(case, outputs):
    return {
        "mean_error": Measure(value=1, floor=9, ceiling=1),
        "overcharged": Measure(value=0),
        "right_answers": Measure(value=1),
    }
"""
    reasons = list(hostile_submissions_end(_trials(changed(files={"grade.py": lenient}), runner)))
    assert any("a garbage-writing submission: ends completed" in one for one in reasons)
    assert any("a garbage-writing submission: scores 1.000, not 0" in one for one in reasons)


def test_check_5_fails_when_a_mutant_leaves_its_band(trials: Trials) -> None:
    strong = replace(trials, mutants={**trials.mutants, "always-high": trials.reference})
    reasons = list(mutants_are_caught(strong))
    assert any("mutants/always-high: scores" in reason for reason in reasons)
    assert any("overcharged scores 1.000; it must be lost" in reason for reason in reasons)
    assert any("keep it 0.1 below" in reason for reason in reasons)


def test_check_5_fails_when_a_mutant_crashes_instead(trials: Trials) -> None:
    crashed = replace(
        trials.mutants["always-high"], outcome="exited", score=0.0, output="NameError: mean\n"
    )
    slips = replace(trials, mutants={**trials.mutants, "always-high": crashed})
    reasons = list(mutants_are_caught(slips))
    assert any(
        reason.startswith("mutants/always-high: crashes: ") and "NameError: mean" in reason
        for reason in reasons
    )


def test_check_5_fails_when_all_mutants_score_alike(trials: Trials) -> None:
    alike = replace(trials, mutants=dict.fromkeys(trials.mutants, trials.starter))
    assert any("tells more apart" in reason for reason in mutants_are_caught(alike))


def test_check_5_fails_when_two_mutants_lose_the_same_check_alone(trials: Trials) -> None:
    name, single = next(
        (name, grade)
        for name, grade in trials.mutants.items()
        if len([check for check in grade.checks if check.score <= LOST]) == 1
    )
    twins = replace(trials, mutants={**trials.mutants, "its-twin": single})
    lost = next(check.name for check in single.checks if check.score <= LOST)
    assert f"mutants/its-twin: loses {lost} alone, as {name} does; drop one" in list(
        mutants_are_caught(twins)
    )


def test_check_6_fails_when_data_differ_between_runs(
    changed: Change, runner: ProcessRunner
) -> None:
    chancy = changed("generate.py", "rng = random.Random(seed)", "rng = random.Random()")
    reasons = list(results_repeat(_trials(chancy, runner)))
    assert "differs between two runs" in reasons[0]


def test_check_6_fails_when_scores_differ_between_runs(
    changed: Change, runner: ProcessRunner
) -> None:
    moody = changed("grade.py", "value=right", "value=0.7 + 0.2 * __import__('random').random()")
    reasons = list(results_repeat(_trials(moody, runner)))
    assert "remove the chance or allow it as checks.noise" in reasons[0]


def test_check_6_forgives_as_much_as_the_manifest_allows(
    changed: Change, runner: ProcessRunner
) -> None:
    drift = "value=0.7 + 0.02 * __import__('random').random()"
    source = changed("grade.py", "value=right", drift).files["grade.py"]
    moody = changed(
        "challenge.toml",
        'unit = "share"\nweight = 0.2\nfloor = 0.5',
        'unit = "share"\nnoise = 0.1\nweight = 0.2\nfloor = 0.5',
        files={"grade.py": source},
    )
    assert list(results_repeat(_trials(moody, runner))) == []


def test_check_7_fails_when_seeds_are_not_equally_hard(trials: Trials) -> None:
    uneven = replace(trials, reference=replace(trials.reference, scores=[0.9, 1.0, 0.8]))
    assert "0.0645 is allowed" in next(seeds_are_equal(uneven))
    whole = replace(
        trials,
        bench=replace(trials.bench, quick=False),
        reference=replace(trials.reference, scores=[0.93, 1.0] * 10),
    )
    assert "0.03 is allowed" in next(seeds_are_equal(whole))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            '["id", "size"], [one[:2] for one in items]',
            '["id", "size", "note"], [(*one[:2], one[2] * 2 + 1) for one in items]',
            "hidden/items.csv: note: determines price",
        ),
        (
            "items = [item(number) for number in range(100, 150)]",
            "items = sorted((item(n) for n in range(100, 150)), key=lambda one: one[2])",
            "(row order): determines price",
        ),
        (
            "items = [item(number) for number in range(100, 150)]",
            "items = sorted((item(n) for n in range(100, 150)), key=lambda one: one[2] > 40)",
            "(row order): leans with price",
        ),
        (
            'out / "answers" / "prices.csv"',
            'out / "answers" / "prices.txt"',
            "no CSV joins with what the candidate sees",
        ),
        (
            "    offers = []",
            "    (out / 'public' / f'{seed % 97}.txt').write_text('x')\n    offers = []",
            "exists for some seeds only",
        ),
    ],
)
def test_check_8_fails_when_the_data_give_answers_away(
    changed: Change, runner: ProcessRunner, old: str, new: str, told: str
) -> None:
    bench = Bench(pack=changed("generate.py", old, new), runner=runner, parallel=1)
    cases = bench.cases(6)
    empty = bench.grade({}, cases[:1])
    leaky = Trials(
        bench=bench,
        cases=cases,
        reference=empty,
        starter=empty,
        mutants={},
        visible=bench.check_visible({}),
        visible_seconds=0,
        scored_seconds=0,
    )
    assert any(told in reason for reason in answers_are_hidden(leaky))


def test_check_8_takes_no_column_for_an_id_because_its_numbers_differ_by_chance(
    trials: Trials,
) -> None:
    """Whole numbers that go with an answer, without telling it: unlike an id, they may repeat."""

    def case(seed: int) -> Case:
        draw = random.Random(seed)  # noqa: S311 - a seed must give the same data
        rows = [(f"s{at}", draw.randint(0, 99)) for at in range(9)]
        stock = [round(answer + draw.uniform(-40, 40)) for _, answer in rows]
        seen = "".join(f"{id_},{one}\n" for (id_, _), one in zip(rows, stock, strict=True))
        told = "".join(f"{id_},{answer}\n" for id_, answer in rows)
        files = {"public/a.csv": "id,stock\n" + seen, "answers/b.csv": "id,answer\n" + told}
        encoded = {path: text.encode() for path, text in files.items()}
        return Case(name=f"hidden {seed}", seed=seed, files=encoded)

    cases = [case(seed) for seed in range(20)]
    distinct = [
        len({line.split(b",")[1] for line in one.files["public/a.csv"].splitlines()}) == 10
        for one in cases
    ]
    assert any(distinct)
    assert not all(distinct)
    assert list(answers_are_hidden(replace(trials, cases=cases))) == []


def test_check_9_fails_when_no_canary_is_planted(changed: Change, runner: ProcessRunner) -> None:
    bare = changed("generate.py", "write_text(canary(seed))", "write_text('nothing')")
    assert "no canary in answers/" in next(canaries_are_kept(_trials(bare, runner)))


def test_check_9_fails_when_a_canary_is_seen(changed: Change, runner: ProcessRunner) -> None:
    careless = changed(
        "generate.py",
        "    offers = []",
        "    (out / 'public' / 'notes.txt').write_text(canary(seed))\n    offers = []",
    )
    reasons = list(canaries_are_kept(_trials(careless, runner)))
    assert any("is in public/notes.txt" in reason for reason in reasons)


def test_check_9_fails_when_evidence_quotes_a_canary(
    changed: Change, runner: ProcessRunner
) -> None:
    chatty = changed(
        "grade.py", '"Over 50 new items."', '(case / "answers" / "canary.txt").read_text()'
    )
    reasons = list(canaries_are_kept(_trials(chatty, runner)))
    assert any("in an output, a message or an evidence" in reason for reason in reasons)


def test_check_10_fails_when_the_reference_needs_most_of_its_limits(
    trials: Trials, changed: Change
) -> None:
    tight = changed("challenge.toml", "wall_seconds = 3", "wall_seconds = 0.01")
    moved = replace(trials, bench=replace(trials.bench, pack=tight))
    assert "limits.wall_seconds: the reference uses" in next(reference_is_modest(moved))


def test_a_quick_verification_never_allows_publishing(pack: Pack, runner: ProcessRunner) -> None:
    calibration = verify(pack, runner, quick=True, parallel=2)
    assert all(check.ok for check in calibration.checks)
    assert not calibration.ok
    assert calibration.digest == pack.digest
    assert json.loads(calibration.model_dump_json())["submissions"][0]["name"] == "reference"
