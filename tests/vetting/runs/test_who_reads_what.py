"""Numbers are for those whose judgement they do not spoil."""

from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast, cast, client_of, seat, staff
from tests.fakes.toy import scored_run, started, visible_run, workspace_of, write
from vetting.accounts.models import Membership, User
from vetting.assessments.models import Assessment
from vetting.attempts.models import Attempt
from vetting.openings.models import OpeningMember
from vetting.runs.models import CheckResult, Result, Run

pytestmark = pytest.mark.django_db


@dataclass
class World:
    people: Cast
    attempt: Attempt
    carol: User
    run: Run

    def get(self, user: User | None, address: str) -> tuple[int, Any]:
        response = client_of(user).get(f"/api/v1/{address}")
        return response.status_code, response.json()


PHASES = [
    {"name": "queue", "title": "Waiting in the queue", "seconds": 3.0},
    {"name": "prepare", "title": "Preparing data", "seconds": 1.0},
    {"name": "execute", "title": "Running the code", "seconds": 9.25},
    {"name": "grade", "title": "Measuring", "seconds": 0.5},
]


@pytest.fixture
def world() -> World:
    people = cast()
    attempt, carol = started(people)
    write(workspace_of(attempt), add="print(1)", notes="2")
    run = scored_run(attempt, carol)
    Run.objects.filter(pk=run.pk).update(state="finished", finished_at=NOW, output="the log")
    result = Result.objects.create(
        run=run,
        outcome="completed",
        score=0.7,
        score_error=0.1,
        competencies={"data-engineering": 0.7},
        phases={"grade": 0.5, "execute": 9.25, "queue": 3.0, "prepare": 1.0},
    )
    CheckResult.objects.create(
        result=result,
        position=0,
        name="distance",
        title="Distance",
        competency="data-engineering",
        weight=1,
        must_not=True,
        score=0.7,
        score_error=0.1,
        evidence="near",
    )
    return World(people, attempt, carol, run)


def test_the_candidate_reads_the_report(world: World) -> None:
    status, report = world.get(world.carol, f"attempts/{world.attempt.pk}/report/")
    assert (status, report["state"], report["score"]) == (200, "ready", 0.7)
    [item] = report["items"]
    assert item["competencies"] == [
        {"slug": "data-engineering", "title": "Data engineering", "score": 0.7}
    ]
    assert item["checks"][0]["evidence"] == "near"


def test_of_a_scored_run_the_candidate_reads_only_how_it_ended(world: World) -> None:
    status, run = world.get(world.carol, f"runs/{world.run.pk}/")
    assert (status, run["outcome"]) == (200, "completed")
    assert (run["score"], run["checks"], run["output"], run["steps"]) == (None, [], "", [])
    assert run["phases"] == []


def test_a_rater_reads_the_log_but_no_number(world: World) -> None:
    status, run = world.get(world.people.bob, f"runs/{world.run.pk}/")
    assert (status, run["output"]) == (200, "the log")
    assert (run["score"], run["checks"], run["competencies"]) == (None, [], [])
    assert world.get(world.people.bob, f"attempts/{world.attempt.pk}/report/")[0] == 404


def test_a_recruiter_reads_everything(world: World) -> None:
    status, run = world.get(world.people.alice, f"runs/{world.run.pk}/")
    assert (status, run["score"], len(run["checks"])) == (200, 0.7, 1)
    assert run["phases"] == PHASES
    assert world.get(world.people.alice, f"attempts/{world.attempt.pk}/report/")[0] == 200


def test_who_recruits_and_sits_in_the_team_is_a_recruiter(world: World) -> None:
    rachel = staff("Rachel", world.people.northwind, Membership.Role.RECRUITER)
    seat(rachel, world.people.opening, OpeningMember.Role.RECRUITER)
    assert world.get(rachel, f"runs/{world.run.pk}/")[1]["score"] == 0.7


@pytest.mark.parametrize("stranger", ["mallory", "dave", "nobody"])
def test_nobody_else_finds_anything(world: World, stranger: str) -> None:
    user = {
        "mallory": world.people.mallory,
        "dave": started(world.people, "Dave")[1],
        "nobody": None,
    }[stranger]
    for address in (
        f"attempts/{world.attempt.pk}/",
        f"attempts/{world.attempt.pk}/report/",
        f"runs/{world.run.pk}/",
        f"workspaces/{world.run.workspace_id}/",
        f"workspaces/{world.run.workspace_id}/runs/",
        f"workspaces/{world.run.workspace_id}/files/add.py",
        f"submissions/{world.run.submission_id}/",
        f"submissions/{world.run.submission_id}/files/add.py",
    ):
        assert world.get(user, address)[0] in ({401} if user is None else {403, 404})


def test_of_their_own_checks_candidates_read_where_the_time_went() -> None:
    attempt, carol = started(cast())
    run = visible_run(attempt)
    address = f"/api/v1/runs/{run.pk}/"
    assert client_of(carol).get(address).json()["phases"] == []
    Run.objects.filter(pk=run.pk).update(state="finished", finished_at=NOW)
    Result.objects.create(
        run=run,
        outcome="completed",
        phases={phase["name"]: phase["seconds"] for phase in reversed(PHASES)},
    )
    assert client_of(carol).get(address).json()["phases"] == PHASES


def test_a_submission_that_was_not_run_yet_has_no_phases() -> None:
    people = cast()
    attempt, user = started(people)
    run = scored_run(attempt, user)
    page = client_of(people.bob).get(f"/api/v1/submissions/{run.submission_id}/").json()
    assert (page["run"]["state"], page["run"]["phases"]) == ("queued", [])


def test_what_a_candidate_tried_before_is_theirs_alone() -> None:
    people = cast()
    attempt, carol = started(people)
    run = visible_run(attempt)
    assert client_of(carol).get(f"/api/v1/runs/{run.pk}/").status_code == 200
    for user in (people.alice, people.bob):
        assert client_of(user).get(f"/api/v1/runs/{run.pk}/").status_code == 404
        address = f"/api/v1/submissions/{run.submission_id}/"
        assert client_of(user).get(address).status_code == 404


def test_raters_read_what_was_handed_in_without_a_name(world: World) -> None:
    status, page = world.get(world.people.bob, f"submissions/{world.run.submission_id}/")
    assert status == 200
    assert [file["path"] for file in page["files"]] == ["add.py", "notes.py"]
    assert page["run"]["output"] == "the log"
    assert page["run"]["phases"] == PHASES
    assert "Carol" not in str(page)
    status, file = world.get(
        world.people.bob, f"submissions/{world.run.submission_id}/files/add.py"
    )
    assert (status, file["text"]) == (200, "print(1)")
    for odd in ("nothing.py", "a%00b", "..%2Fx"):
        address = f"submissions/{world.run.submission_id}/files/{odd}"
        assert world.get(world.people.bob, address)[0] == 404


def test_where_scores_are_not_revealed_the_candidate_reads_none(world: World) -> None:
    Assessment.objects.update(reveal_scores=False)
    _, report = world.get(world.carol, f"attempts/{world.attempt.pk}/report/")
    assert report["scores_revealed"] is False
    assert (report["score"], report["items"][0]["score"], report["items"][0]["checks"]) == (
        None,
        None,
        [],
    )
    assert world.get(world.people.alice, f"attempts/{world.attempt.pk}/report/")[1]["score"] == 0.7


def test_before_the_hand_in_there_is_no_report() -> None:
    attempt, user = started(cast())
    response = client_of(user).get(f"/api/v1/attempts/{attempt.pk}/report/")
    assert (response.status_code, response.json()["code"]) == (409, "not_handed_in")


def test_a_report_is_pending_until_every_run_has_ended() -> None:
    attempt, user = started(cast(), items=2)
    run = scored_run(attempt, user)
    Run.objects.filter(pk=run.pk).update(state="finished", finished_at=NOW)
    Result.objects.create(run=run, outcome="completed", score=1, score_error=0)
    report = client_of(user).get(f"/api/v1/attempts/{attempt.pk}/report/").json()
    assert (report["state"], report["score"]) == ("pending", None)
    assert {item["state"] for item in report["items"]} == {"ready", "pending"}


def test_lists_cost_the_same_for_many_runs(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    attempt, user = started(cast())
    for number in range(12):
        run = visible_run(attempt, f"k{number}")
        Run.objects.filter(pk=run.pk).update(state="finished", finished_at=NOW)
        Result.objects.create(run=run, outcome="completed")
    client = client_of(user)
    with django_assert_max_num_queries(5):
        runs = client.get(f"/api/v1/workspaces/{workspace_of(attempt).pk}/runs/").json()
    assert [run["outcome"] for run in runs] == ["completed"] * 12
