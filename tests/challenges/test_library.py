"""Every pack of the library carries its proof. `make test` proves each of them anew."""

import pytest

from challenges.catalog import LIBRARY, library, load_pack

SLUGS = [path.parent.name for path in sorted(LIBRARY.glob("*/challenge.toml"))]


def test_the_library_holds_packs() -> None:
    assert [pack.slug for pack in library()] == SLUGS
    assert "drift-monitor" in SLUGS


@pytest.mark.parametrize("slug", SLUGS)
def test_the_calibration_belongs_to_the_content(slug: str) -> None:
    pack = load_pack(LIBRARY / slug)
    assert pack.is_calibrated, f"run: python -m challenges verify {slug}"
