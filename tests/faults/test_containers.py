"""The same with the product's own settings and real containers, which must not stay behind."""

import subprocess

import pytest

from tests.cast import cast
from tests.fakes.toy import scored_run, started, visible_run, workspace_of, write
from tests.faults.platform import Platform, assert_settled, fresh, wait_for_work
from tests.faults.test_worker_dies import SLOW
from tests.servers import wait_until
from vetting.runs.models import Result, Run

pytestmark = pytest.mark.docker


def containers_of(run: Run) -> list[str]:
    told = subprocess.run(
        ["docker", "ps", "-aq", "--filter", f"label=vetting.job.run={run.pk}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return told.stdout.split()


def test_a_killed_worker_leaves_no_container_and_one_result(docker_platform: Platform) -> None:
    docker_platform.start_dispatcher()
    worker = docker_platform.start_worker()
    attempt, user = started(cast())
    write(workspace_of(attempt), add=SLOW)
    run = scored_run(attempt, user)
    wait_for_work(run)
    assert containers_of(run)
    worker.kill()
    docker_platform.start_worker()
    assert_settled(run, seconds=150)
    assert (fresh(run).tries, Result.objects.get().score) == (2, 1.0)
    wait_until(lambda: not containers_of(run), seconds=15, what="the containers' end")


def test_an_emptied_redis_loses_nothing(docker_platform: Platform) -> None:
    docker_platform.start_dispatcher()
    docker_platform.start_worker()
    people = cast()
    attempt, _ = started(people)
    write(workspace_of(attempt), add=SLOW)
    first = visible_run(attempt)
    wait_for_work(first)
    docker_platform.redis.flush_all()
    other, _ = started(people, "Dave")
    write(workspace_of(other), add=SLOW)
    later = visible_run(other)
    assert_settled(first, later, seconds=150)
    assert fresh(first).tries == 1
    assert not containers_of(first)
