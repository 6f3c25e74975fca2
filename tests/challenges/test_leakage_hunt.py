"""The regions that leakage-hunt deals out: leaks that leak, decoys that do not, and a shuffled one."""

import csv
import io
import json
import math
from pathlib import Path

import numpy as np
import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

SEEDS = (51, 52)
FOLDERS = ("north", "south")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "leakage-hunt")


@pytest.fixture(scope="module")
def pairs(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return generate(pack, SEEDS, tmp_path_factory.mktemp("pairs"))


@pytest.fixture(scope="module")
def pair(pairs: list[Case]) -> Case:
    return pairs[0]


def rows(pair: Case, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pair[path].decode())))


def leaks(pair: Case, folder: str) -> dict[str, bool]:
    return {row["field"]: row["leak"] == "1" for row in rows(pair, f"answers/{folder}/fields.csv")}


def shuffled(pair: Case) -> str:
    (name,) = (row["folder"] for row in rows(pair, "answers/folders.csv") if row["shuffled"] == "1")
    return name


# What is dealt


def test_it_deals_the_same_regions_for_the_same_seed(
    pack: Pack, pairs: list[Case], tmp_path: Path
) -> None:
    assert generate(pack, SEEDS, tmp_path) == pairs


def test_it_deals_other_regions_for_another_seed(pairs: list[Case]) -> None:
    differ = {path for path in pairs[0] if pairs[0][path] != pairs[1][path]}
    assert set(pairs[0]) - differ <= {"answers/folders.csv"}


def test_leaking_fields_have_other_names_in_every_region(pairs: list[Case]) -> None:
    named = [
        frozenset(field for field, leak in leaks(pair, folder).items() if leak)
        for pair in pairs
        for folder in FOLDERS
    ]
    assert len(set(named)) == len(named)
    assert all(3 <= len(fields) <= 5 for fields in named)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_change_of_a_field_tells_the_outcome_exactly_where_it_leaks(
    pair: Case, folder: str
) -> None:
    today = {row["case_id"]: row for row in rows(pair, f"public/{folder}/warehouse.csv")}
    live = rows(pair, f"public/{folder}/live.csv")
    placed = np.array([today[row["case_id"]]["placed"] == "1" for row in live])
    for field, leak in leaks(pair, folder).items():
        pairs_of_values = [(today[row["case_id"]][field], row[field]) for row in live]
        change = np.array([float(new or 0) - float(old or 0) for new, old in pairs_of_values])
        told = abs(np.corrcoef(change, placed)[0, 1]) if np.ptp(change) else 0.0
        assert (told > 4.5 / math.sqrt(len(live))) == leak, field


def test_in_the_shuffled_region_nothing_tells_the_sealed_outcome(pair: Case) -> None:
    folder = shuffled(pair)
    seen = rows(pair, f"public/{folder}/new_cases.csv")
    placed = [row["placed"] == "1" for row in rows(pair, f"answers/{folder}/new_cases.csv")]
    for field in leaks(pair, folder):
        values = np.array([float(row[field] or 0) for row in seen])
        told = abs(np.corrcoef(values, placed)[0, 1]) if np.ptp(values) else 0.0
        assert told < 4.5 / math.sqrt(len(seen)), field


# What is not told


def test_no_public_file_holds_a_chance_or_the_canary(pair: Case) -> None:
    public = b"".join(raw for path, raw in pair.items() if path.startswith("public/"))
    assert pair["answers/canary.txt"] not in public
    for folder in FOLDERS:
        answers = rows(pair, f"answers/{folder}/new_cases.csv")[:200]
        assert not any(row["chance"].encode() in public for row in answers)


@pytest.mark.parametrize("folder", FOLDERS)
def test_neither_place_nor_number_of_a_new_case_tells_its_outcome(pair: Case, folder: str) -> None:
    answers = rows(pair, f"answers/{folder}/new_cases.csv")
    placed = [row["placed"] == "1" for row in answers]
    numbers = [int(row["case_id"][1:]) for row in answers]
    for clue in (numbers, range(len(answers))):
        assert abs(np.corrcoef(clue, placed)[0, 1]) < 4 / math.sqrt(len(answers))


# How work is judged


def handed_in(pair: Case, *, call: str, chance: str, promise: float) -> dict[str, bytes]:
    """`call`: "truth", "all" or "none". `chance`: the column of the answers that is predicted."""
    files = {}
    for folder in FOLDERS:
        called = {
            field: {"truth": leak, "all": True, "none": False}[call]
            for field, leak in leaks(pair, folder).items()
        }
        lines = ["field,leak", *(f"{field},{int(leak)}" for field, leak in called.items())]
        files[f"hunt_{folder}/leaks.csv"] = "\n".join(lines).encode()
        answers = rows(pair, f"answers/{folder}/new_cases.csv")
        told = [f"{row['case_id']},{row.get(chance, '0.5')}" for row in answers]
        files[f"hunt_{folder}/predictions.csv"] = "\n".join(["case_id,chance", *told]).encode()
        estimate = 0.5 if folder == shuffled(pair) else promise
        files[f"hunt_{folder}/estimate.json"] = json.dumps({"auc": estimate}).encode()
    return files


def values(pack: Pack, pair: Case, told: dict[str, bytes], folder: Path) -> dict[str, float]:
    measures = judge(pack, pair, told, folder)["measures"]
    return {name: measure["value"] for name, measure in measures.items()}


def test_the_sealed_outcomes_themselves_have_the_whole_area(
    pack: Pack, pair: Case, tmp_path: Path
) -> None:
    told = handed_in(pair, call="truth", chance="placed", promise=1.0)
    assert values(pack, pair, told, tmp_path) == {
        "leaks_found": 100,
        "false_accusations": 0,
        "sealed_auc": 1,
        "estimate_error": 0,
        "shuffled_estimate": 0,
    }


def test_a_promise_is_measured_against_the_sealed_outcomes(
    pack: Pack, pair: Case, tmp_path: Path
) -> None:
    told = handed_in(pair, call="none", chance="placed", promise=0.75)
    measured = values(pack, pair, told, tmp_path)
    assert measured["estimate_error"] == pytest.approx(0.25)
    assert measured["leaks_found"] == 0


def test_calling_everything_a_leak_accuses_all_innocents(
    pack: Pack, pair: Case, tmp_path: Path
) -> None:
    told = handed_in(pair, call="all", chance="chance", promise=0.8)
    (real,) = set(FOLDERS) - {shuffled(pair)}
    innocent = sum(not leak for leak in leaks(pair, real).values())
    assert values(pack, pair, told, tmp_path)["false_accusations"] == innocent


def test_whoever_predicts_nothing_earns_nothing_for_the_promise(
    pack: Pack, pair: Case, tmp_path: Path
) -> None:
    told = handed_in(pair, call="truth", chance="the same for all", promise=0.5)
    measured = values(pack, pair, told, tmp_path)
    assert measured["estimate_error"] == measured["shuffled_estimate"] == 1
