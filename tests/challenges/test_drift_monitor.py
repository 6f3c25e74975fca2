"""The streams that drift-monitor deals out are what its brief says, and alerts are measured fairly."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge

SEEDS = (11, 12)
RECOVERY = 8

Batch = dict[str, Any]
Answer = dict[str, Any]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "drift-monitor")


@pytest.fixture(scope="module")
def cases(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return generate(pack, SEEDS, tmp_path_factory.mktemp("cases"))


@pytest.fixture(scope="module")
def stream(cases: list[Case]) -> list[Batch]:
    return _lines(cases[0], "hidden/first.jsonl") + _lines(cases[0], "hidden/second.jsonl")


@pytest.fixture(scope="module")
def episodes(cases: list[Case]) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads(cases[0]["answers/episodes.json"])["episodes"]
    return told


def _lines(case: Case, path: str) -> list[Batch]:
    return [json.loads(line) for line in case[path].splitlines()]


def test_every_seed_has_streams_of_its_own(cases: list[Case]) -> None:
    assert all(cases[0][path] != cases[1][path] for path in cases[0])


def test_batches_are_as_the_brief_says(cases: list[Case], stream: list[Batch]) -> None:
    history = _lines(cases[0], "public/history.jsonl")
    labelled = _lines(cases[0], "public/labelled.jsonl")
    everything = [*history, *labelled, *stream]
    assert (len(history), len(labelled), len(stream)) == (10 * 28, 5 * 28, 12 * 28)
    assert [batch["batch"] for batch in everything] == list(range(len(everything)))
    for batch in everything:
        sizes = {len(column) for column in batch["columns"].values()}
        assert len(sizes) == 1
        assert 36 <= sizes.pop() <= 60
        assert len(batch["columns"]) == 9


def test_holidays_last_a_week_and_storms_are_not_announced(stream: list[Batch]) -> None:
    weeks = [stream[at : at + 28] for at in range(0, len(stream), 28)]
    kinds = [{batch["timetable"] for batch in week} for week in weeks]
    assert kinds.count({"holiday"}) == 2
    assert kinds.count({"regular"}) == 10
    assert not any("storm" in batch for batch in stream)


def test_each_kind_of_drift_comes_once_and_lasts(episodes: list[dict[str, Any]]) -> None:
    kinds = sorted(one["kind"] for one in episodes)
    assert kinds == ["missing", "mix", "scale", "shift", "unit"]
    assert all(one["last_batch"] - one["first_batch"] + 1 > 20 for one in episodes)
    assert all(
        later["first_batch"] - earlier["last_batch"] > RECOVERY
        for earlier, later in itertools.pairwise(episodes)
    )


def test_no_drift_lies_in_a_holiday_week(
    stream: list[Batch], episodes: list[dict[str, Any]]
) -> None:
    timetable = {batch["batch"]: batch["timetable"] for batch in stream}
    for one in episodes:
        drifting = range(one["first_batch"], one["last_batch"] + 1)
        assert {timetable[number] for number in drifting} == {"regular"}


def test_the_answers_are_in_nothing_that_is_handed_out(cases: list[Case]) -> None:
    for case in cases:
        canary = json.loads(case["answers/episodes.json"])["canary"].encode()
        assert not any(canary in raw for path, raw in case.items() if "answers" not in path)


Graded = Callable[[Callable[[Batch], Answer]], dict[str, Any]]


@pytest.fixture
def graded(pack: Pack, cases: list[Case], tmp_path: Path) -> Graded:
    """Grade a monitor that is a function of the batch."""

    def grade(monitor: Callable[[Batch], Answer]) -> dict[str, Any]:
        outputs = {}
        for step, name in (("monitor", "first"), ("resume", "second")):
            batches = _lines(cases[0], f"hidden/{name}.jsonl")
            answers = "\n".join(json.dumps(monitor(batch)) for batch in batches)
            outputs[f"{step}/answers.jsonl"] = answers.encode()
            outputs[f"{step}/state.json"] = b"[]"
        return judge(pack, cases[0], outputs, tmp_path)

    return grade


def _values(verdict: dict[str, Any]) -> dict[str, float | None]:
    return {name: measure["value"] for name, measure in verdict["measures"].items()}


def test_an_oracle_measures_best(graded: Graded, episodes: list[dict[str, Any]]) -> None:
    def oracle(batch: Batch) -> Answer:
        for one in episodes:
            if one["first_batch"] <= batch["batch"] <= one["last_batch"]:
                return {"alert": True, "columns": one["columns"]}
        return {"alert": False}

    values = _values(graded(oracle))
    assert values["detection_delay"] == 0
    assert values["false_alarm_rate"] == values["seasonal_alarm_rate"] == 0
    assert values["column_f1"] == 1


def test_silence_is_not_measured_as_calm(graded: Graded) -> None:
    values = _values(graded(lambda _: {"alert": False, "columns": []}))
    assert values["detection_delay"] is not None
    assert values["detection_delay"] > 20
    assert values["false_alarm_rate"] is values["seasonal_alarm_rate"] is None
    assert values["column_f1"] == 0


def test_naming_every_column_points_at_nothing(graded: Graded) -> None:
    values = _values(graded(lambda batch: {"alert": True, "columns": list(batch["columns"])}))
    assert values["detection_delay"] is not None
    assert values["detection_delay"] > 20


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"alert": True, "columns": ["price"]}, "names a column that does not exist: 'price'"),
        ({"alert": "perhaps"}, "is not true or false"),
        ({"columns": []}, "field 'alert' is missing"),
    ],
)
def test_an_answer_that_cannot_be_used_is_explained(
    graded: Graded, answer: Answer, told: str
) -> None:
    assert told in graded(lambda _: answer)["invalid"]
