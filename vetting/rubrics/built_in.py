"""The rubrics that come with the product, as files in the form that packs use."""

from pathlib import Path

from challenges.rubric import PackRubric, parse_rubric

DEFAULT_SLUG = "working-with-people"
VERSIONS = {DEFAULT_SLUG: "1"}

_FOLDER = Path(__file__).parent / "texts"


def read_built_in(slug: str) -> PackRubric:
    return parse_rubric((_FOLDER / f"{slug}.toml").read_bytes(), pack=slug)
