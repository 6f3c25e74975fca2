"""The weeks that train-serve-skew deals out are what its brief says; hindsight is told from error."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from challenges.packkit import StepUsage
from tests.challenges.pack_entry import Case, generate, judge

FEATURES = (
    "origin_departures_60",
    "origin_mean_delay_180",
    "origin_worst_delay_120",
    "carrier_late_share_360",
    "tail_last_delay",
)
RESTART_AT = 4 * 1440 + 15 * 60

Line = dict[str, Any]
Features = dict[str, str]  # one request's, as they are written in CSV


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "train-serve-skew")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def served(case: Case) -> list[Line]:
    return _lines(case, "hidden/before.jsonl") + _lines(case, "hidden/after.jsonl")


@pytest.fixture(scope="module")
def log(case: Case) -> list[Line]:
    return _lines(case, "hidden/log.jsonl")


@pytest.fixture(scope="module")
def right(case: Case) -> dict[str, Features]:
    names = [row["request"] for row in _rows(case, "hidden/rows.csv")]
    cells = _rows(case, "answers/features.csv")
    return {name: {"request": name} | row for name, row in zip(names, cells, strict=True)}


def _lines(case: Case, path: str) -> list[Line]:
    return [json.loads(line) for line in case[path].splitlines()]


def _rows(case: Case, path: str) -> list[Features]:
    return list(csv.DictReader(io.StringIO(case[path].decode())))


def test_a_week_holds_the_requests_of_the_brief(case: Case, served: list[Line]) -> None:
    after = _lines(case, "hidden/after.jsonl")
    rows = {row["request"] for row in _rows(case, "hidden/rows.csv")}
    assert (len(served), len(after), len(rows)) == (165, 55, 225)
    assert {line["request"] for line in served} < rows
    assert all((line["at"] >= RESTART_AT) == (line in after) for line in served)


def test_the_stream_brings_every_message_of_the_log_as_soon_as_it_is_received(
    served: list[Line], log: list[Line]
) -> None:
    last = served[-1]["at"]
    told = [message for line in served for message in line["messages"]]
    assert sorted(map(str, told)) == sorted(str(one) for one in log if one["received"] <= last)
    before = -1
    for line in served:
        assert all(before < one["received"] <= line["at"] for one in line["messages"])
        before = line["at"]


def test_messages_are_late_outdated_corrected_taken_back_repeated_and_overtaken(
    log: list[Line],
) -> None:
    lags = [one["received"] - one["at"] for one in log]
    assert sum(20 <= lag <= 240 for lag in lags) > 100
    assert sum(lag > 240 for lag in lags) > 30
    assert min(lags) < 0
    assert sum(one["delay"] is None for one in log) > 10
    first: dict[tuple[str, int], int] = {}
    for one in log:
        key = (one["departure"], one["revision"])
        first[key] = min(one["received"], first.get(key, one["received"]))
    assert len(first) < len(log)
    overtaken = [key for key in first if first.get((key[0], key[1] - 1), first[key]) > first[key]]
    assert overtaken


def test_a_correction_moves_a_departure_no_further_than_the_brief_says(log: list[Line]) -> None:
    at = {(one["departure"], one["revision"]): one["at"] for one in log}
    moves = {abs(when - at[name, 1]) for (name, _), when in at.items() if (name, 1) in at}
    assert 8 <= max(moves) <= 80


def test_the_examples_are_what_the_rules_say(case: Case) -> None:
    """By hand: the number of departures, counted anew from the stream alone."""
    stream = _lines(case, "public/stream.jsonl")
    for row in _rows(case, "public/examples.csv"):
        place = next(at for at, line in enumerate(stream) if line["request"] == row["request"])
        asked = stream[place]
        newest: dict[str, Line] = {}
        for line in stream[: place + 1]:
            for one in line["messages"]:
                known = newest.get(one["departure"], {"revision": 0})
                if one["received"] - one["at"] <= 240 and one["revision"] > known["revision"]:
                    newest[one["departure"]] = one
        count = sum(
            one["delay"] is not None
            and one["origin"] == asked["origin"]
            and asked["at"] - 60 < one["at"] <= asked["at"]
            for one in newest.values()
        )
        assert float(row["origin_departures_60"]) == count


Graded = Callable[..., dict[str, Any]]


@pytest.fixture
def graded(pack: Pack, case: Case, right: dict[str, Features], tmp_path: Path) -> Graded:
    """Grade features that are a function of the right ones, in training and in service."""

    def grade(
        trained: Callable[[Features], Features],
        served: Callable[[Features], Features],
        state: bytes = b"[]",
    ) -> dict[str, Any]:
        lines = [",".join(["request", *FEATURES])]
        for name, row in right.items():
            lines.append(",".join([name, *(trained(row)[one] for one in FEATURES)]))
        told: dict[str, Any] = dict.fromkeys(StepUsage.__dataclass_fields__)
        told |= {"crashed": False, "answer_seconds": [0.5] + [0.001] * 54}
        outputs = {
            "train/features.csv": "\n".join(lines).encode(),
            "serve/state.json": state,
            "resume/state.json": state,
            "resume/step.json": json.dumps(told).encode(),
        }
        for step, stream in (("serve", "before"), ("resume", "after")):
            answers = [
                served(right[line["request"]]) for line in _lines(case, f"hidden/{stream}.jsonl")
            ]
            outputs[f"{step}/answers.jsonl"] = "\n".join(map(json.dumps, answers)).encode()
        return judge(pack, case, outputs, tmp_path)

    return grade


def _same(row: Features) -> Features:
    return row


def _empty(row: Features) -> Features:
    return row | dict.fromkeys(FEATURES, "")


def _values(verdict: dict[str, Any]) -> dict[str, float | None]:
    return {name: measure["value"] for name, measure in verdict["measures"].items()}


def test_an_oracle_measures_best(graded: Graded) -> None:
    assert _values(graded(_same, _same, b"x" * 2048)) == {
        "uses_future": 0,
        "trained_right": 1,
        "served_right": 1,
        "parity": 1,
        "late_messages": 1,
        "corrections": 1,
        "state_size": 2,
        "answer_time": 1,
    }


def test_empty_features_keep_no_secret_and_agree_on_nothing(graded: Graded) -> None:
    values = _values(graded(_empty, _empty))
    assert values["uses_future"] is values["parity"] is None
    assert values["state_size"] is values["answer_time"] is None
    assert values["trained_right"] == values["served_right"] == 0


def test_features_of_service_and_training_are_compared(graded: Graded) -> None:
    values = _values(graded(_same, lambda row: row | {"origin_departures_60": "99"}))
    assert values["parity"] == values["served_right"] == 0
    assert values["trained_right"] == 1


def test_an_error_is_not_taken_for_hindsight(graded: Graded) -> None:
    values = _values(graded(lambda row: row | {"origin_mean_delay_180": "777.7"}, _same))
    assert values["trained_right"] == values["uses_future"] == 0


def test_what_only_later_messages_told_is_found(
    pack: Pack, case: Case, right: dict[str, Features], graded: Graded
) -> None:
    log = _lines(case, "hidden/log.jsonl")
    asked = {row["request"]: row for row in _rows(case, "hidden/rows.csv")}

    def with_hindsight(row: Features) -> Features:
        request = asked[row["request"]]
        at, newest = int(request["at"]), dict[str, Line]()
        for one in sorted(log, key=lambda one: one["revision"]):
            if one["received"] - one["at"] <= 240:
                newest[one["departure"]] = one
        delays = [
            one["delay"]
            for one in newest.values()
            if one["delay"] is not None
            and one["origin"] == request["origin"]
            and at - 180 < one["at"] <= at
        ]
        return row | {"origin_mean_delay_180": str(sum(delays) / len(delays)) if delays else ""}

    value = _values(graded(with_hindsight, _same))["uses_future"]
    assert value is not None
    assert value > 0.8


def test_a_feature_that_is_no_number_is_explained(graded: Graded) -> None:
    told = graded(lambda row: row | {"tail_last_delay": "soon"}, _same)["invalid"]
    assert "tail_last_delay: 'soon' is not a number" in told
