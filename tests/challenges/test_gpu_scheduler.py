"""The traces that gpu-scheduler deals out give no look ahead, and its grader believes nobody."""

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

Json = dict[str, Any]
Values = dict[str, float | None]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "gpu-scheduler")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def events(case: Case) -> list[Json]:
    return lines(case["hidden/events.jsonl"])


@pytest.fixture(scope="module")
def hours(case: Case) -> dict[str, int]:
    rows = csv.DictReader(io.StringIO(case["answers/jobs.csv"].decode()))
    return {row["job"]: int(row["hours"]) for row in rows}


def lines(raw: bytes) -> list[Json]:
    return [json.loads(line) for line in raw.splitlines()]


def test_both_sides_play_by_the_same_rules(pack: Pack) -> None:
    assert pack.files["grader/cluster.py"] == pack.files["workspace/cluster.py"]


def test_a_running_time_is_told_when_the_job_could_end_at_the_earliest(
    events: list[Json], hours: dict[str, int]
) -> None:
    submitted = {job["job"]: event["hour"] for event in events for job in event["submitted"]}
    told = {one["job"]: event["hour"] for event in events for one in event["profiled"]}
    assert set(submitted) == set(hours)
    assert told == {
        job: hour + hours[job] for job, hour in submitted.items() if hour + hours[job] < len(events)
    }


def test_every_job_fits_on_a_node(case: Case, events: list[Json]) -> None:
    nodes = json.loads(case["public/cluster.json"])["nodes"]
    for event in events:
        for job in event["submitted"]:
            assert any(
                job["gpus"] <= node["gpus"] and job["memory_gb"] <= node["memory_gb"]
                for node in nodes
            )


def test_the_replay_tells_the_same_in_another_order(case: Case, events: list[Json]) -> None:
    replay = lines(case["hidden/replay.jsonl"])
    assert replay != events[: len(replay)]
    for before, after in zip(events, replay, strict=False):
        for name in ("submitted", "profiled"):
            assert sorted(before[name], key=str) == sorted(after[name], key=str)


Graded = Callable[..., Values]
IDLE: Json = {"preempt": [], "start": []}


@pytest.fixture
def graded(pack: Pack, case: Case, events: list[Json], tmp_path: Path) -> Graded:
    """Grade answers; where none are given, the hours are answered by doing nothing."""

    def grade(answers: list[Json] | None = None, replay: list[Json] | None = None) -> Values:
        answers = answers or [IDLE] * len(events)
        count = len(case["hidden/replay.jsonl"].splitlines())
        outputs = {
            f"{step}/answers.jsonl": "\n".join(map(json.dumps, told)).encode()
            for step, told in (("schedule", answers), ("replay", replay or answers[:count]))
        }
        verdict = judge(pack, case, outputs, tmp_path)
        assert "invalid" not in verdict, verdict
        return {name: measure["value"] for name, measure in verdict["measures"].items()}

    return grade


def clairvoyant(case: Case, events: list[Json], hours: dict[str, int]) -> list[Json]:
    """Place jobs by points per GPU hour, knowing what nobody can: when each will end."""
    told = json.loads(case["public/cluster.json"])
    end = len(events) + 40
    free = {node["node"]: [node["gpus"]] * end for node in told["nodes"]}
    memory = {node["node"]: node["memory_gb"] for node in told["nodes"]}
    left = {team: [quota] * (end // 24 + 1) for team, quota in told["quotas"].items()}
    answers: list[Json] = []
    waiting: list[Json] = []
    for now, event in enumerate(events):
        start: list[Json] = []
        waiting += event["submitted"]
        waiting.sort(key=lambda job: -job["weight"] / job["gpus"] / hours[job["job"]])
        for job in list(waiting):
            span, gpus = range(now, now + hours[job["job"]]), job["gpus"]
            spent = Counter(at // 24 for at in span)
            places = [
                node
                for node in sorted(free, key=memory.__getitem__)
                if memory[node] >= job["memory_gb"] and free[node][now] >= gpus
            ]
            quota = left[job["team"]]
            if not places or any(quota[day] < gpus * count for day, count in spent.items()):
                continue
            for at in span:
                free[places[0]][at] -= gpus
                quota[at // 24] -= gpus
            start.append({"job": job["job"], "node": places[0]})
            waiting.remove(job)
        answers.append({"preempt": [], "start": start})
    return answers


def test_knowing_the_future_earns_much_and_breaks_nothing(
    graded: Graded, case: Case, events: list[Json], hours: dict[str, int]
) -> None:
    values = graded(clairvoyant(case, events, hours))
    assert 0.85 < (values["weighted_completion"] or 0) < 1
    assert values["quota_breaches"] == values["wasted_hours"] == 0
    assert values["replay_agreement"] == 1


def test_standing_idle_is_no_merit(graded: Graded) -> None:
    values = graded()
    assert values["weighted_completion"] == values["hard_deadlines"] == 0
    assert values["starved_work"] == 1
    assert values["quota_breaches"] is values["wasted_hours"] is values["replay_agreement"] is None


def test_starting_everything_everywhere_starts_only_what_fits(
    graded: Graded, case: Case, events: list[Json]
) -> None:
    nodes = [node["node"] for node in json.loads(case["public/cluster.json"])["nodes"]]
    seen: list[str] = []
    greedy = []
    for event in events:
        seen = [job["job"] for job in event["submitted"]] + seen
        tried = [{"job": job, "node": node} for job in seen[:60] for node in nodes]
        greedy.append({"preempt": [], "start": tried})
    values = graded(greedy)
    assert (values["quota_breaches"] or 0) > 0.06
    assert (values["starved_work"] or 0) > 0.1


def test_another_decision_in_the_replay_is_seen(
    graded: Graded, case: Case, events: list[Json], hours: dict[str, int]
) -> None:
    answers = clairvoyant(case, events, hours)
    replay = [
        answer if at % 2 else {"preempt": [], "start": answer["start"][1:]}
        for at, answer in enumerate(answers[:72])
    ]
    assert 0.4 < (graded(answers, replay)["replay_agreement"] or 0) < 0.9


def test_an_answer_of_another_form_is_explained(
    pack: Pack, case: Case, events: list[Json], tmp_path: Path
) -> None:
    answers = [json.dumps(IDLE)] * len(events)
    answers[3] = json.dumps({"preempt": [], "start": ["j1 on n1"]})
    outputs = {
        "schedule/answers.jsonl": "\n".join(answers).encode(),
        "replay/answers.jsonl": "\n".join(answers[:72]).encode(),
    }
    verdict = judge(pack, case, outputs, tmp_path)
    assert verdict["invalid"].startswith("answers.jsonl: line 4: start:")
