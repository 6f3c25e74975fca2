"""What serving-under-sla asks is what its brief says, and fast answers count only if they are right."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.cases import Case as PackCase
from challenges.catalog import LIBRARY, Pack, load_pack
from challenges.grading import grade_cases
from challenges.report import COMPLETED
from sandbox.process_runner import ProcessRunner
from tests.challenges.pack_entry import Case, generate, judge

CAREFUL, BESIDE, WINDOW = 27, 8, 50
SEED = 5

Answer = dict[str, Any]

UNANSWERED: Answer = {"id": "cut off", "status": None, "probability": None, "seconds": 0.3}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "serving-under-sla")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (SEED,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def quotes(case: Case) -> list[dict[str, Any]]:
    return [json.loads(line) for line in case["hidden/quotes.jsonl"].splitlines()]


@pytest.fixture(scope="module")
def due(case: Case) -> dict[str, float]:
    rows = csv.DictReader(io.StringIO(case["answers/probabilities.csv"].decode()))
    return {row["id"]: float(row["probability"]) for row in rows}


def test_every_quote_is_one_that_the_brief_allows(quotes: list[dict[str, Any]]) -> None:
    assert len(quotes) >= CAREFUL + BESIDE + 2 * WINDOW
    for quote in quotes:
        assert 0 <= quote["hour"] <= 23
        assert 1 <= quote["month"] <= 12
        for name in ("origin", "carrier", "dest"):
            assert isinstance(quote[name], str | None)
        for name in ("distance", "temp", "wind_speed", "precip", "visib", "pressure"):
            assert isinstance(quote.get(name), int | float | None)


def test_each_seed_has_another_model(pack: Pack, case: Case, tmp_path: Path) -> None:
    other = generate(pack, (SEED + 1,), tmp_path)[0]
    assert other["public/model.json"] != case["public/model.json"]


def test_the_model_tells_flights_apart(due: dict[str, float]) -> None:
    assert min(due.values()) < 0.1
    assert max(due.values()) > 0.5


def step(**told: Any) -> bytes:
    usage = {
        "wall_seconds": 2.0,
        "cpu_seconds": 1.0,
        "peak_memory_bytes": None,
        "answer_seconds": [],
        "crashed": False,
        "ready_seconds": 0.5,
        "stop_seconds": 0.1,
        "stopped": True,
        "exit_code": 0,
    }
    return json.dumps(usage | told).encode()


Graded = Callable[..., dict[str, float | None]]


@pytest.fixture
def graded(pack: Pack, case: Case, due: dict[str, float], tmp_path: Path) -> Graded:
    """Grade a service that answers what `answer` makes of the id."""

    def grade(
        answer: Callable[[str], float | None] = due.__getitem__,
        *,
        seconds: float = 0.01,
        status: int | None = 400,
        logged: bool = True,
        finishes: bool = True,
        **usage: Any,
    ) -> dict[str, float | None]:
        def ask(ids: list[str]) -> list[Answer]:
            return [
                {"id": id_, "status": 200, "probability": answer(id_), "seconds": seconds}
                for id_ in ids
            ]

        ids = list(due)
        told = {
            "careful": ask(ids[:CAREFUL]),
            "bad": [{"name": "half", "status": status, "reason": "it broke"}],
            "beside": ask(ids[CAREFUL:][:BESIDE]),
            "windows": [ask(ids[CAREFUL + BESIDE :][:WINDOW])],
            "stopped": ask(ids[:2]) if finishes else [UNANSWERED, *ask(ids[:1])],
        }
        log = [{"id": id_, "probability": answer(id_)} for id_ in ids if logged]
        outputs = {
            "serve/told.json": json.dumps(told).encode(),
            "serve/step.json": step(**usage),
            "serve/answered.jsonl": "".join(json.dumps(one) + "\n" for one in log).encode(),
        }
        measures = judge(pack, case, outputs, tmp_path)["measures"]
        return {name: measure["value"] for name, measure in measures.items()}

    return grade


def test_the_offline_numbers_in_time_measure_best(graded: Graded) -> None:
    assert graded() == {
        "wrong_predictions": 0,
        "p50_ms": 10,
        "p95_ms": 10,
        "p99_ms": 10,
        "cold_start": 0.5,
        "bad_requests": 0,
        "slow_callers": 0,
        "clean_stop": 1,
        "unlogged_answers": 0,
    }


def test_a_fast_wrong_answer_is_none(graded: Graded) -> None:
    values = graded(lambda _: 0.2)
    assert values["wrong_predictions"] == pytest.approx(1, abs=0.05)
    assert values["p50_ms"] == 1000


def test_a_service_that_answers_nothing_has_no_log_to_be_proud_of(graded: Graded) -> None:
    values = graded(lambda _: None)
    assert (values["wrong_predictions"], values["unlogged_answers"]) == (1, None)


@pytest.mark.parametrize("status", [200, 500, None])
def test_a_bad_request_must_be_refused_as_the_callers_fault(
    graded: Graded, status: int | None
) -> None:
    assert graded(status=status)["bad_requests"] == 1


def test_answers_that_the_log_lacks_are_counted(graded: Graded) -> None:
    assert graded(logged=False)["unlogged_answers"] == 1


@pytest.mark.parametrize("usage", [{"exit_code": 143}, {"stopped": False, "exit_code": 137}])
def test_only_exit_code_0_in_time_is_a_clean_end(graded: Graded, usage: dict[str, Any]) -> None:
    assert graded(**usage)["clean_stop"] == 0.5


def test_what_was_under_way_must_be_finished_before_the_end(graded: Graded) -> None:
    assert graded(finishes=False)["clean_stop"] == 0.75
    assert graded(finishes=False, exit_code=1)["clean_stop"] == 0.25


def test_the_client_finds_nothing_wrong_with_the_reference(
    pack: Pack, case: Case, runner: ProcessRunner
) -> None:
    grade = grade_cases(
        pack,
        [PackCase(name="hidden 1", seed=SEED, files=case)],
        files=pack.reference,
        runner=runner,
        labels={},
    )
    told = {check.name: check.value for check in grade.checks}
    assert grade.outcome == COMPLETED
    for name in ("wrong_predictions", "bad_requests", "slow_callers", "unlogged_answers"):
        assert told[name] == 0, name
    assert told["clean_stop"] == 1
