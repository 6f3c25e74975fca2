"""Killed in the middle of the demo's runs and started again, it ends in the same shortlist."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.instance import Instance
from tests.servers import wait_until
from vetting.demo.cast import PASSWORD, RECRUITER

pytestmark = [pytest.mark.docker, pytest.mark.slow, pytest.mark.timeout(2700)]

RUNS = 16
LOAD_SECONDS = 1200  # sixteen runs, two at a time, on a busy machine
# Answer times are measured anew in each run, and may move a score by this much.
TOLERANCE = 0.02


@pytest.fixture
def undisturbed(instance: Instance) -> Instance:
    instance.run("manage.py", "load_demo")
    return instance


@pytest.fixture
def disturbed(undisturbed: Instance, tmp_path: Path) -> Iterator[Instance]:
    """Give the same people with the same seeds to another instance, before anything ran."""
    made = Instance(Path(shutil.copytree(undisturbed.home, tmp_path / "disturbed")))
    yield made
    made.stop()
    made.kill()


def test_a_killed_demo_ends_in_the_same_shortlist(
    undisturbed: Instance, disturbed: Instance
) -> None:
    disturbed.start()
    wait_until(lambda: in_the_middle(disturbed), seconds=LOAD_SECONDS, what="work under way")
    disturbed.kill()
    assert in_the_middle(disturbed)
    disturbed.start()
    found = shortlist_in_the_end(disturbed)
    disturbed.stop()
    undisturbed.start()
    expected = shortlist_in_the_end(undisturbed)

    assert [row["candidate_name"] for row in found["ranked"]] == [
        row["candidate_name"] for row in expected["ranked"]
    ]
    assert len(expected["ranked"]) == 7
    for one, other in zip(found["ranked"], expected["ranked"], strict=True):
        assert one["automated"] == pytest.approx(other["automated"], abs=TOLERANCE)
        assert one["composite"] == pytest.approx(other["composite"], abs=TOLERANCE)
        assert one["band"] == other["band"]
    assert missing(found) == missing(expected)
    assert states(disturbed, tries=2)["finished"] >= 1  # something was begun twice


def in_the_middle(instance: Instance) -> bool:
    found = states(instance)
    return found.get("finished", 0) >= 3 and found.get("running", 0) >= 1


def shortlist_in_the_end(instance: Instance) -> Any:
    def has_ended() -> bool:
        found = states(instance)
        return found.get("queued", 0) + found.get("running", 0) == 0

    wait_until(has_ended, seconds=LOAD_SECONDS, what="the end of all runs")
    assert states(instance) == {"finished": RUNS}
    recruiter = instance.visitor()
    recruiter.get("/api/v1/me/", status=401)
    recruiter.post("/api/v1/sign-in/", {"email": RECRUITER.email, "password": PASSWORD})
    (opening,) = recruiter.get("/api/v1/openings/")
    return recruiter.get(f"/api/v1/openings/{opening['id']}/shortlist/")


def missing(shortlist: Any) -> dict[str, list[str]]:
    return {row["candidate_name"]: row["missing"] for row in shortlist["incomplete"]}


def states(instance: Instance, *, tries: int = 0) -> dict[str, int]:
    """Count the scored runs with so many tries by state, past the process that works on them."""
    with closing(sqlite3.connect(instance.home / "vetting.sqlite3", timeout=20)) as database:
        query = (
            "SELECT state, count(*) FROM runs_run "
            "WHERE kind = 'scored' AND tries >= ? GROUP BY state"
        )
        return dict(database.execute(query, (tries,)).fetchall())
