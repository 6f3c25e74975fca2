"""`calibration.json`: what `verify` measured, and for which content of the pack."""

from typing import Annotated

from pydantic import Field, ValidationError

from challenges.errors import PackError
from challenges.manifest import Part

FILE = "calibration.json"

Rounded = Annotated[float, Field(allow_inf_nan=False)]


class Verification(Part):
    """One of the ten checks of a pack."""

    number: int
    title: str
    ok: bool
    reasons: tuple[str, ...] = ()


class Measured(Part):
    """One submission's scores over its seeds."""

    name: str
    score: Rounded
    score_error: Rounded
    spread: Rounded  # standard deviation over the seeds
    seeds: int
    competencies: dict[str, Rounded]
    checks: dict[str, Rounded]
    values: dict[str, Rounded | None]
    band: tuple[Rounded, Rounded] | None = None
    fails: str | None = None


class Calibration(Part):
    digest: str
    ok: bool
    runner: str
    image_digest: str
    wall_seconds: Rounded  # of the reference's slowest step
    peak_memory_bytes: int | None
    submissions: tuple[Measured, ...]
    checks: tuple[Verification, ...]
    visible_seconds: Rounded | None = None  # what a candidate waits for visible checks
    scored_seconds: Rounded | None = None  # and for a scored run


def parse_calibration(raw: bytes, *, pack: str) -> Calibration:
    try:
        return Calibration.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise PackError(f"{pack}/{FILE}: {key}: {first['msg']}; run verify again") from None
