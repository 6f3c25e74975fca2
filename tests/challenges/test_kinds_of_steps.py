"""What a step can demand beyond one run of a command, on a small pack and plain processes."""

from dataclasses import replace
from pathlib import Path

import pytest

from challenges.cases import Case
from challenges.catalog import Pack
from challenges.packkit import StepUsage, step_usage
from challenges.report import COMPLETED
from challenges.steps import CaseRun, run_case
from sandbox.process_runner import ProcessRunner
from tests.challenges.conftest import Change

MANIFEST = "challenge.toml"
OUTPUTS = 'outputs = [{ path = "quotes.csv", max_kb = 16 }]'
pytestmark = pytest.mark.slow  # a step that is killed takes its time

CASE = Case(
    name="one",
    seed=1,
    files={"public/history.csv": b"", "hidden/items.csv": b"id,size\ni1,2\n"},
)


def _with_only_step(changed: Change, told: str) -> Pack:
    """The template with its first step alone, and `told` added to it."""
    text = changed().files[MANIFEST].decode()
    first, _, rest = text.partition('[[steps]]\nname = "haggle"')
    checks = rest[rest.index("[[checks]]") :]
    return changed(
        files={MANIFEST: (first.replace(OUTPUTS, f"{OUTPUTS}\n{told}") + checks).encode()}
    )


def _run(pack: Pack, runner: ProcessRunner, source: str) -> CaseRun:
    return run_case(pack, CASE, {"quote.py": source.encode()}, runner=runner, labels={})


def _usage(ran: CaseRun, step: str, folder: Path) -> StepUsage:
    path = folder / step / "step.json"
    path.parent.mkdir()
    path.write_bytes(ran.outputs[f"outputs/{step}/step.json"])
    return step_usage(folder, step)


COUNTER = """
import os, time
runs = int(open("runs").read()) + 1 if os.path.exists("runs") else 1
open("runs", "w").write(str(runs))
open("quotes.csv", "a").write(f"run {runs}\\n")
"""


def test_a_crashed_step_is_run_again_on_what_it_left(
    changed: Change, runner: ProcessRunner, tmp_path: Path
) -> None:
    pack = _with_only_step(changed, "crash_after = 0.7")
    ran = _run(pack, runner, COUNTER + "if runs == 1: time.sleep(60)")

    assert ran.outcome == COMPLETED
    assert ran.outputs["outputs/quote/quotes.csv"] == b"run 1\nrun 2\n"
    assert _usage(ran, "quote", tmp_path).crashed


def test_a_step_that_ends_before_its_crash_says_so(
    changed: Change, runner: ProcessRunner, tmp_path: Path
) -> None:
    ran = _run(_with_only_step(changed, "crash_after = 2"), runner, COUNTER)

    assert ran.outputs["outputs/quote/quotes.csv"] == b"run 1\nrun 2\n"
    assert not _usage(ran, "quote", tmp_path).crashed


def test_a_step_that_never_ends_is_out_of_time_however_often_it_runs(
    changed: Change, runner: ProcessRunner
) -> None:
    ran = _run(_with_only_step(changed, "crash_after = 0.5"), runner, "while True: pass")

    assert ran.outcome == "timed_out"


SURROUNDINGS = """
import os
told = [os.getcwd(), hash("a"), os.environ["OMP_NUM_THREADS"], os.environ["PYTHONHASHSEED"]]
open("quotes.csv", "w").write("\\n".join(map(str, told)) + "\\n" + open("data/items.csv").read())
"""


def test_a_repeated_step_meets_other_surroundings_and_the_same_inputs(
    changed: Change, runner: ProcessRunner, tmp_path: Path
) -> None:
    ran = _run(_with_only_step(changed, "repeat = 3"), runner, SURROUNDINGS)

    runs = [
        ran.outputs[f"outputs/{name}/quotes.csv"].decode().splitlines()
        for name in ("quote", "quote.2", "quote.3")
    ]
    for surrounding in range(4):
        assert len({run[surrounding] for run in runs}) == 3
    assert [run[4:] for run in runs] == [["id,size", "i1,2"]] * 3
    assert [one.step for one in ran.records] == ["quote", "quote.2", "quote.3"]
    assert _usage(ran, "quote.3", tmp_path).wall_seconds > 0


def test_a_repetition_that_fails_fails_the_case(changed: Change, runner: ProcessRunner) -> None:
    source = SURROUNDINGS + "raise SystemExit(3 if 'run-2' in os.getcwd() else 0)"
    ran = _run(_with_only_step(changed, "repeat = 4"), runner, source)

    assert (ran.outcome, len(ran.records)) == ("exited", 2)
    assert "exit code 3 (step quote.2)" in ran.message


def test_later_steps_read_what_the_first_run_left(changed: Change, runner: ProcessRunner) -> None:
    twice = f"{OUTPUTS}\nrepeat = 2"
    pack = changed(MANIFEST, OUTPUTS, twice)
    case = replace(CASE, files={**CASE.files, "hidden/offers.jsonl": b"{}"})
    files = {
        "quote.py": SURROUNDINGS.encode(),
        "haggle.py": b"print(open('data/quotes.csv').readlines()[2].strip())",
    }
    ran = run_case(pack, case, files, runner=runner, labels={})

    assert ran.outputs["outputs/haggle/answers.jsonl"] == b"1"
