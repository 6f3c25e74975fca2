"""The pairs that retraining-gate deals out are what its brief says, and caution alone is no merit."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

Pair = dict[str, Any]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "retraining-gate")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def pairs(case: Case) -> list[Pair]:
    return [json.loads(line) for line in case["hidden/pairs.jsonl"].splitlines()]


@pytest.fixture(scope="module")
def truth(case: Case) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(io.StringIO(case["answers/pairs.csv"].decode()))
    return {row["pair"]: row for row in rows}


def test_a_week_holds_the_pairs_of_the_brief(pairs: list[Pair]) -> None:
    assert Counter(pair["kind"] for pair in pairs) == {"gate": 66, "watch": 28}


def test_a_shadow_run_lasts_two_weeks(pairs: list[Pair]) -> None:
    for pair in pairs:
        days = len(set(pair["hours"]["day"]))
        assert days == 14 if pair["kind"] == "gate" else 4 <= days <= 7


def test_an_overlap_alone_condemns_nobody(
    pairs: list[Pair], truth: dict[str, dict[str, str]]
) -> None:
    overlapping = {
        truth[pair["pair"]]["right"]
        for pair in pairs
        if pair["kind"] == "gate" and pair["trained_until"] >= pair["hours"]["day"][0]
    }
    assert overlapping == {"promote", "keep"}


def test_only_broken_challengers_miss_forecasts(
    pairs: list[Pair], truth: dict[str, dict[str, str]]
) -> None:
    for pair in pairs:
        if pair["kind"] == "gate" and None in pair["hours"]["challenger"]:
            assert truth[pair["pair"]]["case"] == "gaps"


Graded = Callable[[Callable[[dict[str, str]], str]], dict[str, float | None]]


@pytest.fixture
def graded(pack: Pack, case: Case, truth: dict[str, dict[str, str]], tmp_path: Path) -> Graded:
    """Grade a gate that decides by the truth's row."""

    def grade(decide: Callable[[dict[str, str]], str]) -> dict[str, float | None]:
        rows = "".join(f"{pair},{decide(row)}\n" for pair, row in truth.items())
        outputs = {"decide/decisions.csv": b"pair,decision\n" + rows.encode()}
        measures = judge(pack, case, outputs, tmp_path)["measures"]
        return {name: measure["value"] for name, measure in measures.items()}

    return grade


def test_an_oracle_measures_best(graded: Graded) -> None:
    assert graded(lambda row: row["right"]) == {
        "decision_regret": 0,
        "bad_promotions": 0,
        "slice_regressions": 0,
        "gains_taken": 1,
        "rollback_accuracy": 1,
    }


def test_never_moving_is_no_caution(graded: Graded) -> None:
    values = graded(lambda row: "keep" if row["kind"] == "gate" else "stay")
    assert values["bad_promotions"] is values["slice_regressions"] is None
    assert (values["gains_taken"], values["rollback_accuracy"]) == (0, 0.5)
