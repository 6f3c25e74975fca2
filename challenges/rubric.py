"""`rubric.toml`: what an interviewer looks at in the work, anchored in behaviour."""

import tomllib
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator

from challenges.competencies import COMPETENCIES
from challenges.errors import PackError
from challenges.manifest import Line, Name, Part, first_fault

FILE = "rubric.toml"
LEVELS = ("1", "2", "3", "4", "5")

Anchor = Annotated[str, Field(min_length=10, max_length=400)]


class Criterion(Part):
    name: Name
    title: Line
    competency: str
    guidance: Annotated[str, Field(min_length=10, max_length=600)]
    weight: float = Field(default=1, gt=0, le=10)
    questions: tuple[Line, ...] = Field(min_length=1)
    anchors: dict[Literal["1", "2", "3", "4", "5"], Anchor]

    @field_validator("competency")
    @classmethod
    def _is_known(cls, slug: str) -> str:
        if slug not in COMPETENCIES:
            raise ValueError(f"{slug!r} is not one of {', '.join(COMPETENCIES)}")
        return slug

    @field_validator("anchors")
    @classmethod
    def _has_all_levels(cls, anchors: dict[str, str]) -> dict[str, str]:
        if set(anchors) != set(LEVELS):
            raise ValueError("needs an anchor for each of the levels 1 to 5; add what is missing")
        return anchors


class PackRubric(Part):
    title: Line
    criteria: tuple[Criterion, ...] = Field(min_length=1)


def parse_rubric(raw: bytes, *, pack: str) -> PackRubric:
    try:
        told = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{pack}/{FILE}: not TOML: {error}; correct the syntax") from None
    try:
        return PackRubric.model_validate(told)
    except ValidationError as error:
        raise PackError(f"{pack}/{FILE}: {first_fault(error, told)}") from None
