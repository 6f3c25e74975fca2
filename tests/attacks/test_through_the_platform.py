"""Every hostile submission through the whole platform: upload, hand-in, queue, containers, result.

A batch of them is handed in at once, an honest candidate among them; then each must have ended as
expected, the honest score must not have moved, and nothing may be left of any of them.
"""

from collections.abc import Iterator, Sequence
from http import HTTPStatus

import pytest
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from pytest_django import DjangoDbBlocker

from challenges.report import COMPLETED
from sandbox import image, image_build
from tests.attacks.batches import Batches, chosen
from tests.attacks.catalogue import (
    HONEST_SCORE,
    Case,
    Ending,
    HostileArchive,
    archives,
    cases,
    honest_files,
)
from tests.attacks.installation import Candidate, Handed, Installation
from tests.attacks.invariants import Invariants
from tests.servers import PostgresServer, RedisServer
from vetting.attempts.archives import write_archive
from vetting.runs.models import Run

pytestmark = pytest.mark.docker

BATCH = 21
BURST = 40
HONEST = "honest"


@pytest.fixture(scope="module")
def database(
    django_db_modify_db_settings: None, postgres: PostgresServer, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Work in a database of its own, which no test's end empties or rolls back."""
    settings = connections.settings[DEFAULT_DB_ALIAS]
    name = settings["NAME"]
    connection.close()
    postgres.create_database("attacked")
    settings["NAME"] = "attacked"
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0)
        yield
    connection.close()
    settings["NAME"] = name


@pytest.fixture(scope="module")
def installation(
    database: None, redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    for name in image.names():
        image_build.build(image.find(name), say=print, public_base="")
    made = Installation(redis_server, tmp_path_factory.mktemp("installation"))
    yield made
    made.stop()


@pytest.fixture(scope="module")
def invariants(installation: Installation) -> Invariants:
    return Invariants(installation)


@pytest.fixture(scope="module")
def batches(
    request: pytest.FixtureRequest, installation: Installation, invariants: Invariants
) -> Batches:
    def perform(batch: Sequence[Case]) -> dict[str, Ending]:
        half = len(batch) // 2
        handed = {case.name: installation.hand_in(case) for case in batch[:half]}
        handed[HONEST] = installation.hand_in_honest(f"beside {batch[0]}")
        handed |= {case.name: installation.hand_in(case) for case in batch[half:]}
        installation.wait_for(handed.values())
        told = {one: one.read(installation.staff) for one in handed.values()}
        endings = {name: told[one].ending for name, one in handed.items()}
        honest = endings.pop(HONEST)
        assert (honest.outcome, honest.score) == (COMPLETED, HONEST_SCORE)
        invariants.assert_hold(told)
        return endings

    return Batches(chosen(request), perform, size=BATCH)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_it_ends_as_expected_and_moves_no_other_score(batches: Batches, case: Case) -> None:
    faults = case.expected.faults(batches.ending_of(case))
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="module")
def keeper(installation: Installation) -> Candidate:
    """Somebody with work in their workspace, which no upload may harm."""
    made = installation.sit("Keeper")
    assert made.upload(write_archive(honest_files())).status_code == HTTPStatus.OK
    return made


@pytest.mark.parametrize("hostile", archives(), ids=str)
def test_a_hostile_archive_is_refused_with_a_reason_and_loses_nothing(
    keeper: Candidate, hostile: HostileArchive
) -> None:
    before = keeper.files()
    answer = keeper.upload(hostile.build())
    problem = answer.json()

    assert (answer.status_code, problem["code"]) == (hostile.refusal.status, hostile.refusal.code)
    assert hostile.refusal.detail.search(problem["detail"]), problem["detail"]
    assert keeper.files() == before


def test_a_burst_keeps_nobody_else_waiting_and_each_ends_once(
    installation: Installation, invariants: Invariants
) -> None:
    crowd = [installation.sit(f"Crowd {number}") for number in range(BURST)]
    last = installation.sit("Last", firm=installation.elsewhere)
    handed = [Handed(one, one.hand_in(honest_files())) for one in crowd]
    alone = Handed(last, last.hand_in(honest_files()))
    installation.wait_for([*handed, alone])

    told = {one: one.read(installation.staff) for one in handed}
    assert {(one.ending.outcome, one.ending.score) for one in told.values()} == {
        (COMPLETED, HONEST_SCORE)
    }
    invariants.assert_hold(told)
    ended = Run.objects.filter(pk__in=[one.run.pk for one in handed]).values_list(
        "finished_at", flat=True
    )
    alone.run.refresh_from_db()
    assert alone.run.finished_at is not None
    # They came last and are of another organization, so they take turns with the crowd.
    later = [at for at in ended if at is not None and at > alone.run.finished_at]
    assert len(later) > BURST / 2


def test_nothing_is_left_in_the_end(installation: Installation, invariants: Invariants) -> None:
    """Neither warm containers nor anything else, once the platform was asked to end."""
    installation.stop()
    invariants.assert_nothing_is_left(idle_too=True)
