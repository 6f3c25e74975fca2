"""The role profiles that come with the product, as files."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from challenges.competencies import ROLES
from vetting.profiles.weights import HIGHEST_WEIGHT, LOWEST_WEIGHT

_FOLDER = Path(__file__).parent / "texts"

Weight = Annotated[float, Field(ge=LOWEST_WEIGHT, le=HIGHEST_WEIGHT)]


class WrittenProfile(BaseModel):
    """One file of `texts/`. Raise `version` with every change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = Field(ge=1)
    summary: str = Field(min_length=10, max_length=300)
    challenges: dict[str, Weight]
    criteria: dict[str, Weight]


def read_built_in() -> dict[str, WrittenProfile]:
    """Return role → profile, for every role that packs speak of."""
    return {
        role: WrittenProfile.model_validate(tomllib.loads((_FOLDER / f"{role}.toml").read_text()))
        for role in ROLES
    }
