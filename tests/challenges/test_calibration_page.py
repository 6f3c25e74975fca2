"""The page of the library says what the packs' proofs say."""

from challenges.calibration_page import CHARTS, PAGE, page
from challenges.catalog import library


def test_the_page_is_what_was_measured() -> None:
    wanted = "run: python -m challenges.calibration_page"
    assert PAGE.read_text(encoding="utf-8") == page(library()), wanted


def test_every_pack_has_its_chart() -> None:
    drawn = {path.stem for path in CHARTS.glob("*.svg")}
    assert drawn == {pack.slug for pack in library()}
