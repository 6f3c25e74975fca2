"""Every hostile submission on one case of its challenge, in each way in which a runner starts jobs.

The whole platform around it is tried by `test_through_the_platform.py`, in the default mode.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from challenges.cases import Case as ChallengeCase
from challenges.cases import hidden_seeds, make_cases
from challenges.errors import GraderError
from challenges.grading import grade_cases
from challenges.report import COMPLETED, Grade
from sandbox import image, image_build
from sandbox.container import LABEL
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.errors import SandboxError
from tests.attacks.batches import Batches, chosen
from tests.attacks.catalogue import (
    CHALLENGES,
    HONEST_SCORE,
    Case,
    Ending,
    cases,
    honest_files,
    pack,
)
from tests.sandbox.conftest import AlwaysWarm
from vetting.runs.models import PLATFORM_ERROR

pytestmark = pytest.mark.docker

JOINED = "joined"
# A line each: how the runner of this mode is made.
MODES: dict[str, Callable[[], DockerRunner]] = {
    "cold": lambda: DockerRunner(stock=None),
    "warm": lambda: AlwaysWarm(preload=None),
    JOINED: lambda: AlwaysWarm(preload=None, fork_server=True),
}
AT_ONCE, BATCH = 4, 24
HOST_SECRET = "CANARY-5f1d"  # the name is looked for, and the value
SEED = 1


@pytest.fixture(scope="module")
def challenge_cases() -> dict[str, list[ChallengeCase]]:
    """Give each challenge one case to grade on, made in a container of its own."""
    for name in image.names():
        image_build.build(image.find(name), say=print, public_base="")
    runner = DockerRunner(stock=None)
    first = dict(list(hidden_seeds(SEED, 1).items()))
    made = {slug: make_cases(pack(slug), first, runner=runner, labels={}) for slug in CHALLENGES}
    runner.close()
    return made


@pytest.fixture(scope="module", params=MODES)
def mode(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def runner(mode: str, challenge_cases: object) -> Iterator[DockerRunner]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("A_SECRET_OF_THE_HOST", HOST_SECRET)
        runner = MODES[mode]()
        yield runner
        runner.close()
    engine = Engine()
    left = engine.containers({LABEL: runner.installation})
    engine.close()
    assert [one["Names"] for one in left] == []


@pytest.fixture(scope="module")
def batches(
    request: pytest.FixtureRequest,
    mode: str,
    runner: DockerRunner,
    challenge_cases: dict[str, list[ChallengeCase]],
) -> Batches:
    def perform(batch: Sequence[Case]) -> dict[str, Ending]:
        def graded(case: Case) -> Ending:
            on = challenge_cases[case.expected.challenge]
            try:
                return ending_of(
                    grade_cases(case.pack, on, files=case.files(), runner=runner, labels={})
                )
            except (SandboxError, GraderError) as fault:
                return platform_fault(fault)

        def honest() -> Grade:
            on, files = challenge_cases["tally"], honest_files()
            return grade_cases(pack("tally"), on, files=files, runner=runner, labels={})

        with ThreadPoolExecutor(AT_ONCE) as threads:
            neighbours = [threads.submit(honest)]
            endings = dict(zip(map(str, batch), threads.map(graded, batch), strict=True))
            neighbours.append(threads.submit(honest))
        for grade in (one.result() for one in neighbours):
            assert (grade.outcome, grade.score) == (COMPLETED, HONEST_SCORE)
        return endings

    return Batches(chosen(request, mode=mode), perform, size=BATCH)


def ending_of(grade: Grade) -> Ending:
    return Ending(
        outcome=grade.outcome,
        message=grade.message,
        score=grade.score,
        exit_codes=frozenset(step.exit_code for step in grade.steps),
        output=grade.output,
    )


def platform_fault(fault: Exception) -> Ending:
    """A run that ended through us, which no submission may bring about: it would have no score."""
    told = f"{fault} {getattr(fault, 'detail', '')}"
    return Ending(
        outcome=PLATFORM_ERROR,
        message=told,
        score=None,
        exit_codes=frozenset(),
        output="",
    )


@pytest.mark.parametrize("case", cases(), ids=str)
def test_it_ends_as_expected_and_moves_no_other_score(
    mode: str, batches: Batches, case: Case
) -> None:
    ending = batches.ending_of(case)
    expected = case.expected.when_joined() if mode == JOINED else case.expected
    faults = expected.faults(ending)
    assert not faults, "\n".join(faults)
    assert HOST_SECRET not in ending.output


def test_the_catalogue_covers_every_group() -> None:
    groups = {case.name.split("/")[0] for case in cases()}
    assert groups == {
        *("resources", "escape", "network", "theft", "forging", "output", "lifetime"),
    }
