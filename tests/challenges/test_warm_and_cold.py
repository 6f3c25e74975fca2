"""Every pack's reference leaves the same bytes, and is measured the same, however its containers start."""

from collections.abc import Iterator

import pytest

from challenges.cases import hidden_seeds, make_cases
from challenges.catalog import LIBRARY, Pack, load_pack
from challenges.grader import CaseVerdict, judge
from challenges.manifest import FILE
from challenges.report import COMPLETED
from challenges.steps import CaseRun, run_case
from sandbox import image, image_build
from sandbox.docker_runner import DockerRunner
from tests.sandbox.conftest import AlwaysWarm

pytestmark = pytest.mark.docker

SLUGS = sorted(path.parent.name for path in LIBRARY.glob(f"*/{FILE}"))
MODES = {"warm": False, "joined": True}  # whether the harness comes from a fork server


@pytest.fixture(scope="module")
def runners() -> Iterator[dict[str, DockerRunner]]:
    for name in image.names():
        image_build.build(image.find(name), say=print, public_base="")
    made = {"cold": DockerRunner(stock=None)} | {
        mode: AlwaysWarm(preload=None, fork_server=joins) for mode, joins in MODES.items()
    }
    yield made
    for runner in made.values():
        runner.close()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_reference_does_not_notice_how_it_was_started(
    runners: dict[str, DockerRunner], slug: str
) -> None:
    pack = load_pack(LIBRARY / slug)
    cold_bytes, cold_values = _tried(pack, runners["cold"])
    for mode in MODES:
        found_bytes, found_values = _tried(pack, runners[mode])
        assert found_bytes == cold_bytes, mode
        assert found_values == cold_values, mode


def _tried(pack: Pack, runner: DockerRunner) -> tuple[dict[str, bytes], dict[str, float | None]]:
    (case,) = make_cases(pack, hidden_seeds(7, 1), runner=runner, labels={})
    ran = run_case(pack, case, pack.reference, runner=runner, labels={})
    assert ran.outcome == COMPLETED, ran.message
    verdict = judge(pack, "grade", {0: {**case.files, **ran.outputs}}, runner=runner, labels={})[0]
    return _bytes_left(pack, ran), _steady_values(pack, verdict)


def _bytes_left(pack: Pack, ran: CaseRun) -> dict[str, bytes]:
    """Without what depends on time.

    That is the platform's own notes, what a client measured of a service, and how far a step came
    that was killed half-way.
    """
    timed = {
        step.name
        for step in pack.manifest.steps
        if step.serve is not None or step.crash_after is not None
    }
    left = {
        path: content
        for path, content in ran.outputs.items()
        if not path.endswith("/step.json") and path.split("/")[1] not in timed
    }
    return left if timed else left | {"(printed)": ran.output.encode()}


def _steady_values(pack: Pack, verdict: CaseVerdict) -> dict[str, float | None]:
    assert verdict.measures is not None, verdict.invalid
    steady = [check.name for check in pack.manifest.checks if not check.noise]
    return {name: verdict.measures[name].value for name in steady}
