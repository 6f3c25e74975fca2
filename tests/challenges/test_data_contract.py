"""The deliveries that data-contract deals out are what its brief says; every fault can be seen."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

Row = dict[str, str]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "data-contract")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def deliveries(case: Case) -> dict[str, dict[str, Any]]:
    told = [json.loads(line) for line in case["hidden/deliveries.jsonl"].splitlines()]
    return {one["delivery"]: one for one in told}


@pytest.fixture(scope="module")
def truth(case: Case) -> dict[str, Row]:
    rows = csv.DictReader(io.StringIO(case["answers/deliveries.csv"].decode()))
    return {row["delivery"]: row for row in rows}


def test_a_period_has_a_delivery_for_every_airport_and_day(
    deliveries: dict[str, dict[str, Any]],
) -> None:
    places = {(one["date"], one["airport"]) for one in deliveries.values()}
    assert len(deliveries) == len(places) == 120


def test_every_kind_of_fault_and_of_legal_change_occurs(truth: dict[str, Row]) -> None:
    rejected = {row["case"] for row in truth.values() if row["decision"] == "reject"}
    accepted = {row["case"] for row in truth.values() if row["decision"] == "accept"}
    assert (len(rejected), len(accepted)) == (8, 8)  # seven legal changes, and plain files
    assert not rejected & accepted


def test_bad_lines_lie_in_sound_files_and_within_them(
    deliveries: dict[str, dict[str, Any]], truth: dict[str, Row]
) -> None:
    for name, row in truth.items():
        lines = [int(line) for line in row["lines"].split()]
        assert row["decision"] == "accept" or not lines
        assert all(1 <= line <= deliveries[name]["rows"] for line in lines)


def test_the_labels_of_the_past_are_handed_out_and_those_of_the_future_are_not(case: Case) -> None:
    assert b'"lines"' in case["public/verdicts.jsonl"]
    assert not any(b"decision" in raw for path, raw in case.items() if path.startswith("hidden"))


Graded = Callable[[Callable[[Row], tuple[str, str, str]]], dict[str, Any]]


@pytest.fixture
def graded(pack: Pack, case: Case, truth: dict[str, Row], tmp_path: Path) -> Graded:
    """Grade a check that returns decision, lateness and bad lines by the truth's row."""

    def grade(check: Callable[[Row], tuple[str, str, str]]) -> dict[str, Any]:
        verdicts, quarantine = ["delivery,decision,late"], ["delivery,line"]
        for name, row in truth.items():
            decision, late, lines = check(row)
            verdicts.append(f"{name},{decision},{late}")
            quarantine += [f"{name},{line}" for line in lines.split()]
        outputs = {
            "check/verdicts.csv": "\n".join(verdicts).encode(),
            "check/quarantine.csv": "\n".join(quarantine).encode(),
        }
        return judge(pack, case, outputs, tmp_path)

    return grade


def _values(verdict: dict[str, Any]) -> dict[str, float | None]:
    return {name: measure["value"] for name, measure in verdict["measures"].items()}


def test_an_oracle_measures_best(graded: Graded) -> None:
    assert _values(graded(lambda row: (row["decision"], row["late"], row["lines"]))) == {
        "corruption_recall": 1,
        "false_rejections": 0,
        "quarantine_f1": 1,
        "lateness_f1": 1,
    }


def test_letting_everything_in_is_no_patience(graded: Graded) -> None:
    values = _values(graded(lambda _: ("accept", "0", "")))
    assert values["corruption_recall"] == 0
    assert values["false_rejections"] is None


def test_bad_lines_of_a_rejected_file_count_as_missed(graded: Graded) -> None:
    values = _values(graded(lambda row: ("reject", row["late"], row["lines"])))
    assert values["quarantine_f1"] == 0


def test_a_verdict_that_is_none_is_explained(graded: Graded) -> None:
    told = graded(lambda _: ("perhaps", "0", ""))["invalid"]
    assert "decision: 'perhaps' is not one of accept, reject" in told
