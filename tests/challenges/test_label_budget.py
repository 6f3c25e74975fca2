"""The flights of label-budget are what its brief says; labels count by what they teach, not by their number."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

ROUNDS, BATCH = 8, 20

Record = dict[str, Any]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "label-budget")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (4,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def answers(case: Case) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(case["answers/flight.json"])
    return told


def read(case: Case, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(case[path].decode())))


@pytest.fixture(scope="module")
def truth(case: Case) -> dict[str, str]:
    return {row["id"]: row["material"] for row in read(case, "answers/materials.csv")}


@pytest.fixture(scope="module")
def pool(case: Case) -> list[str]:
    return [row["id"] for row in read(case, "hidden/pool.csv")]


def test_a_flight_holds_the_patches_of_the_brief(
    case: Case, pool: list[str], truth: dict[str, str], answers: dict[str, Any]
) -> None:
    counts = Counter(truth[patch] for patch in pool)
    assert (len(pool), counts[""]) == (898, 36)
    assert [10 <= counts[code] <= 12 for code in answers["rare"]] == [True, True]
    sealed = Counter(truth[row["id"]] for row in read(case, "hidden/sealed.csv"))
    assert sealed == dict.fromkeys(answers["codes"], 40)


def test_the_practice_flight_is_another_one(case: Case, answers: dict[str, Any]) -> None:
    materials = {row["material"] for row in read(case, "public/pool_truth.csv")}
    assert materials - {""} != set(answers["codes"])
    practised = {row["id"] for row in read(case, "public/pool.csv")}
    assert len(practised) == 898


def test_there_is_something_to_win_over_the_lot(answers: dict[str, Any]) -> None:
    for bounds in (answers["bounds"]["area"], answers["bounds"]["final"]):
        assert bounds["ceiling"] > bounds["floor"] + 0.04


def graded(pack: Pack, case: Case, folder: Path, record: Record) -> dict[str, Any]:
    outputs = {"label/record.json": json.dumps(record).encode()}
    measures = judge(pack, case, outputs, folder)["measures"]
    return {name: measure["value"] for name, measure in measures.items()}


def game(asked: list[str], labels: dict[str, str], **changed: Any) -> Record:
    accuracies = [0.5, 0.6, 0.7, 0.8, 0.8, 0.8, 0.9, 0.9]
    return {"asked": asked, "refused": 0, "accuracies": accuracies, "labels": labels} | changed


def test_an_oracle_measures_best(
    pack: Pack,
    case: Case,
    pool: list[str],
    truth: dict[str, str],
    answers: dict[str, Any],
    tmp_path: Path,
) -> None:
    first = [next(patch for patch in pool if truth[patch] == code) for code in answers["rare"]]
    asked = [*first, *(patch for patch in pool if truth[patch] and patch not in first)][:160]
    values = graded(pack, case, tmp_path, game(asked, {patch: truth[patch] for patch in asked}))
    assert values == {
        "learning_area": pytest.approx(0.75),
        "final_accuracy": 0.9,
        "rare_spending": pytest.approx(1.5 / 160),
        "label_quality": 1,
        "overdrawn": 0,
    }


def test_spoilt_patches_are_nothing_to_be_right_about(
    pack: Pack, case: Case, pool: list[str], truth: dict[str, str], tmp_path: Path
) -> None:
    spoilt = [patch for patch in pool if not truth[patch]]
    values = graded(pack, case, tmp_path, game(spoilt * 3, {}))
    assert values["label_quality"] is None
    assert values["rare_spending"] == 1


def test_asking_nothing_is_no_thrift(pack: Pack, case: Case, tmp_path: Path) -> None:
    values = graded(pack, case, tmp_path, game([], {}))
    assert values["overdrawn"] is values["label_quality"] is None
    assert values["rare_spending"] == 1


def test_what_was_not_allowed_is_counted(
    pack: Pack, case: Case, pool: list[str], tmp_path: Path
) -> None:
    values = graded(pack, case, tmp_path, game(pool[:150], {}, refused=50))
    assert values["overdrawn"] == 0.25
