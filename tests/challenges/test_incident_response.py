"""The weeks of incident-response are what its brief says; neither idling nor doing everything pays."""

import csv
import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

TICKS, LENGTH = 400, 22

Incident = dict[str, Any]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "incident-response")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (9,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def incidents(case: Case) -> list[Incident]:
    told: list[Incident] = json.loads(case["answers/week.json"])["week"]["incidents"]
    return told


@pytest.fixture(scope="module")
def history(case: Case) -> list[dict[str, Any]]:
    return [json.loads(line) for line in case["public/history.jsonl"].splitlines()]


def cause(incident: Incident) -> str:
    kind: str = incident["kind"]
    return "model" if kind in {"bad_model", "bad_canary"} else kind


def test_a_week_has_nine_incidents_that_never_overlap(incidents: list[Incident]) -> None:
    assert len({one["kind"] for one in incidents}) == 9
    starts = [one["start"] for one in incidents]
    assert all(one + LENGTH < other for one, other in pairwise(starts))
    assert starts[-1] + LENGTH <= TICKS


def test_the_history_tells_what_was_wrong_and_shows_it(
    case: Case, history: list[dict[str, Any]]
) -> None:
    notes = json.loads(case["public/incidents.json"])
    schema = next(one for one in notes if one["cause"] == "schema")
    feed = history[schema["last_tick"]]["features"][schema["target"]]
    assert feed["nulls"] > 0.4 or feed["mean"] > 1.8
    tracking = next(one for one in notes if one["cause"] == "tracking")
    before, during = (history[tracking["first_tick"] + step] for step in (-2, 5))
    assert during["accept_rate"] / before["accept_rate"] < 0.85
    assert during["rides"] / during["demand"] > 0.85 * before["rides"] / before["demand"]


def test_what_is_known_of_a_week_beforehand_is_only_the_time(case: Case) -> None:
    plan = list(csv.DictReader(io.StringIO(case["hidden/timetable.csv"].decode())))
    assert list(plan[0]) == ["tick", "weekday", "hour"]
    assert len(plan) == TICKS


def record(**changed: Any) -> dict[str, Any]:
    return {
        "lost": 0.1,
        "mitigated": {},
        "needless": [],
        "false_pages": 0,
        "causes": [None] * TICKS,
    } | changed


def graded(pack: Pack, case: Case, folder: Path, told: dict[str, Any]) -> dict[str, Any]:
    outputs = {"duty/record.json": json.dumps(told).encode()}
    measures = judge(pack, case, outputs, folder)["measures"]
    return {name: measure["value"] for name, measure in measures.items()}


def test_an_oracle_measures_best(
    pack: Pack, case: Case, incidents: list[Incident], tmp_path: Path
) -> None:
    causes: list[str | None] = [None] * TICKS
    for one in incidents:
        causes[one["start"] : one["start"] + 3] = [cause(one)] * 3
    mitigated = {str(one["start"]): one["start"] + 2 for one in incidents}
    told = record(lost=0.02, mitigated=mitigated, causes=causes)
    assert graded(pack, case, tmp_path, told) == {
        "value_lost": 2,
        "mitigation_ticks": 2,
        "needless_actions": 0,
        "root_causes": 1,
        "false_pages": 0,
    }


def test_idling_is_no_restraint(pack: Pack, case: Case, tmp_path: Path) -> None:
    values = graded(pack, case, tmp_path, record())
    assert values["needless_actions"] is values["false_pages"] is None
    assert (values["mitigation_ticks"], values["root_causes"]) == (LENGTH, 0)


def test_a_cause_counts_if_it_is_named_most(
    pack: Pack, case: Case, incidents: list[Incident], tmp_path: Path
) -> None:
    causes: list[str | None] = [None] * TICKS
    for one in incidents:
        names = ["model", cause(one), cause(one)]
        causes[one["start"] : one["start"] + 3] = names
    assert graded(pack, case, tmp_path, record(causes=causes))["root_causes"] == 1


def test_acting_is_worth_something_and_the_bounds_say_what(case: Case) -> None:
    bounds = json.loads(case["answers/week.json"])["bounds"]
    assert bounds["ceiling"] < 0.05
    assert bounds["floor"] > 0.09
