"""Every pack of the library is proven, and runs in real containers as it was proven."""

from collections.abc import Iterator

import pytest

from challenges.catalog import LIBRARY, library, load_pack
from challenges.verify import verify
from sandbox.docker_runner import DockerRunner

SLUGS = [path.parent.name for path in sorted(LIBRARY.glob("*/challenge.toml"))]


@pytest.fixture(scope="module")
def docker_runner() -> Iterator[DockerRunner]:
    runner = DockerRunner()
    yield runner
    runner.close()


def test_the_library_holds_packs() -> None:
    assert [pack.slug for pack in library()] == SLUGS
    assert "drift-monitor" in SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_the_calibration_belongs_to_the_content(slug: str) -> None:
    pack = load_pack(LIBRARY / slug)
    assert pack.is_calibrated, f"run: python -m challenges verify {slug}"


@pytest.mark.docker
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("slug", SLUGS)
def test_a_pack_still_proves_itself_in_containers(slug: str, docker_runner: DockerRunner) -> None:
    calibration = verify(load_pack(LIBRARY / slug), docker_runner, quick=True, parallel=2)
    assert [check for check in calibration.checks if not check.ok] == []
