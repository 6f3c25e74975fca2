"""The nights that idempotent-backfill deals out are what its brief says, and harm is measured."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

DAYS = [f"2013-03-{day:02}" for day in range(4, 10)]
STEPS = ("first", "again", "late")
Row = dict[str, str]
Nights = dict[str, list[Row]]  # step → what it published


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "idempotent-backfill")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


def _rows(case: Case, name: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(case[name].decode())))


def _night(case: Case, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in case[f"hidden/{name}.jsonl"].splitlines()]


@pytest.fixture
def right(case: Case) -> Nights:
    first = _rows(case, "answers/first.csv")
    return {"first": first, "again": first, "late": _rows(case, "answers/late.csv")}


def _broken(case: Case) -> set[str]:
    rows = _rows(case, "answers/deliveries.csv")
    return {row["delivery"] for row in rows if row["fault"] != "none"}


def test_the_nights_have_the_deliveries_of_the_brief(case: Case) -> None:
    assert (len(_night(case, "night1")), len(_night(case, "night2"))) == (14, 11)
    assert len(_broken(case)) == 3


def test_what_is_broken_can_be_told_by_the_rules_of_the_brief(case: Case) -> None:
    for one in _night(case, "night1") + _night(case, "night2"):
        lines = one["text"].splitlines()
        sound = len(lines) == one["records"] and all(map(_is_sound, lines))
        assert sound == (one["delivery"] not in _broken(case)), one["delivery"]


def _is_sound(line: str) -> bool:
    cells = line.split(",")
    if len(cells) != 9 or cells[1] not in DAYS or not cells[6].isdigit():
        return False
    return cells[7:] == ["", ""] or all(cell.removeprefix("-").isdigit() for cell in cells[7:])


def test_the_truth_is_the_newest_revision_of_the_sound_deliveries(case: Case) -> None:
    newest: dict[str, list[str]] = {}
    for one in _night(case, "night1") + _night(case, "night2"):
        if one["delivery"] in _broken(case):
            continue
        for cells in (line.split(",") for line in one["text"].splitlines()):
            if int(cells[6]) > int(newest.get(cells[0], ["0"] * 9)[6]):
                newest[cells[0]] = cells
    assert sorted(newest.values()) == [
        list(row.values()) for row in _rows(case, "answers/late.csv")
    ]


def test_the_second_night_brings_what_the_first_had_not_and_what_is_outdated(case: Case) -> None:
    first = {row["flight_id"]: int(row["revision"]) for row in _rows(case, "answers/first.csv")}
    sent = _rows(case, "answers/sent.csv")
    steps = [int(row["revision"]) - first.get(row["flight_id"], 0) for row in sent]
    new = sum(row["flight_id"] not in first for row in sent)
    assert new > 30
    assert sum(step > 0 for step in steps) - new > 50
    assert sum(step < 0 for step in steps) > 30


Graded = Callable[..., dict[str, float | None]]


@pytest.fixture
def graded(pack: Pack, case: Case, tmp_path: Path) -> Graded:
    """Grade what three runs published, with an honest manifest."""

    def grade(
        nights: Nights, *, refused: Iterable[str] = (), again: int = 0, **usage: Any
    ) -> dict[str, float | None]:
        outputs: dict[str, bytes] = {}
        for step in STEPS:
            names = [one["delivery"] for one in _night(case, "night1")]
            if step == "late":
                names += [one["delivery"] for one in _night(case, "night2")]
            taken = sorted(set(names) - set(refused))
            outputs |= _published(step, nights[step], taken)
            report = {"refused": sorted(refused) if step == "late" else []}
            outputs[f"{step}/report.json"] = json.dumps(report).encode()
        outputs["first/step.json"] = _usage(**usage)
        outputs["first/data/archive.log"] = _log(again)
        measures = judge(pack, case, outputs, tmp_path)["measures"]
        return {name: measure["value"] for name, measure in measures.items()}

    return grade


def _published(step: str, rows: list[Row], taken: list[str]) -> dict[str, bytes]:
    files, partitions = {}, {}
    for day in DAYS:
        inside = [row for row in rows if row.get("place", row["date"]) == day]
        lines = [",".join(v for k, v in row.items() if k != "place") for row in inside]
        header = ",".join(name for name in rows[0] if name != "place")
        raw = "\n".join([header, *lines, ""]).encode()
        files[f"{step}/published/{day}.csv"] = raw
        partitions[day] = {"records": len(inside), "sha256": hashlib.sha256(raw).hexdigest()}
    told = {"partitions": partitions, "deliveries": taken}
    files[f"{step}/published/manifest.json"] = json.dumps(told).encode()
    return files


def _usage(*, wall_seconds: float = 1.0, crashed: bool = True) -> bytes:
    rest = dict.fromkeys(("peak_memory_bytes", "ready_seconds", "stop_seconds", "stopped"))
    told = {"wall_seconds": wall_seconds, "cpu_seconds": 0.2, "answer_seconds": [], "exit_code": 0}
    return json.dumps({**rest, **told, "crashed": crashed}).encode()


def _log(again: int) -> bytes:
    """Ten deliveries before the kill, the eleventh cut off; `again` of the ten fetched again."""
    first = [f"7 {what} delivery-{at:02}" for at in range(1, 11) for what in ("begins", "ends")]
    numbers = [*range(1, again + 1), *range(11, 15)]
    second = [f"9 {what} delivery-{at:02}" for at in numbers for what in ("begins", "ends")]
    return "\n".join([*first, "7 begins delivery-11", *second, ""]).encode()


def test_an_oracle_measures_best(graded: Graded, case: Case, right: Nights) -> None:
    values = graded(right, refused=_broken(case))
    assert values == {
        "records_lost": 0,
        "records_surplus": 0,
        "rerun_changes": 0,
        "work_repeated": 0,
        "late_merged": 1,
        "failure_isolated": 1,
        "manifest_agreement": 1,
    }


def test_an_empty_table_has_no_merit(graded: Graded, case: Case, right: Nights) -> None:
    few = {step: rows[:1] for step, rows in right.items()}
    values = graded(few, refused=_broken(case))
    assert values["records_surplus"] is values["rerun_changes"] is None
    assert values["records_lost"] > 0.9


def test_every_second_row_counts(graded: Graded, case: Case, right: Nights) -> None:
    twice = right | {"late": right["late"] + right["late"][:60]}
    values = graded(twice, refused=_broken(case))
    assert values["records_surplus"] == pytest.approx(60 / 1460, rel=0.05)
    assert values["records_lost"] == 0


def test_a_row_in_the_wrong_partition_is_lost_there_and_surplus_here(
    graded: Graded, case: Case, right: Nights
) -> None:
    moved = [row | {"place": DAYS[0]} for row in right["late"]]
    values = graded(right | {"late": moved}, refused=_broken(case))
    assert values["records_lost"] > 0.3
    assert values["records_surplus"] > 0.3
    assert values["late_merged"] < 0.3


def test_a_second_run_is_compared_byte_by_byte(graded: Graded, case: Case, right: Nights) -> None:
    other = right | {"again": right["again"][::-1]}
    assert graded(other, refused=_broken(case))["rerun_changes"] == 7


def test_a_night_left_out_because_of_three_deliveries(
    graded: Graded, case: Case, right: Nights
) -> None:
    values = graded(right | {"late": right["first"]}, refused=_broken(case))
    assert values["failure_isolated"] < 0.6
    assert values["late_merged"] < 0.5


def test_a_broken_delivery_that_nobody_named_is_not_kept_out(graded: Graded, right: Nights) -> None:
    assert graded(right)["failure_isolated"] == 0.5


def test_what_had_come_before_the_kill_need_not_come_again(graded: Graded, right: Nights) -> None:
    assert graded(right)["work_repeated"] == 0
    assert graded(right, again=4)["work_repeated"] == 0.4


def test_who_goes_around_the_archive_has_nothing_to_resume(graded: Graded, right: Nights) -> None:
    assert graded(right, crashed=False)["work_repeated"] is None
    assert graded(right, wall_seconds=0.3)["work_repeated"] is None


def test_an_unreadable_partition_is_explained(pack: Pack, case: Case, tmp_path: Path) -> None:
    outputs = {f"first/published/{day}.csv": b"flight_id\n" for day in DAYS}
    told = judge(pack, case, outputs, tmp_path)["invalid"]
    assert told.startswith("2013-03-04.csv: the columns must be exactly flight_id, date")
