"""`challenge.toml`: what it may say. Every refusal is one line that names file, key and mend."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from challenges.competencies import COMPETENCIES, ROLES
from challenges.errors import ManifestError
from challenges.paths import path_fault
from sandbox.limits import MIB, Limits

FILE = "challenge.toml"
SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
NAME = r"^[a-z][a-z0-9_]*$"
VERSION = r"^\d+\.\d+\.\d+$"
LINE = r"^[^\n]+$"
# What a pattern asks for, in words.
PATTERNS = {
    SLUG: "lower-case words joined by hyphens",
    NAME: "lower-case words joined by underscores",
    VERSION: "three numbers, as in 1.0.0",
    LINE: "a single line",
}
WEIGHT_SLACK = 1e-6
MAX_ANSWERS_KB = 4 * 1024  # of a streamed step in one case
MAX_OUTPUTS_KB = 256 * 1024  # of all hidden cases, for they are graded together
KINDS = (
    "stream",
    "crash_after",
    "repeat",
    "serve",
)  # what makes a step more than one run of a command

Slug = Annotated[str, Field(pattern=SLUG, max_length=64)]
Name = Annotated[str, Field(pattern=NAME, max_length=64)]
Line = Annotated[str, Field(min_length=1, max_length=300, pattern=LINE)]


def _require_bound(told: Any) -> Any:
    """Refuse a misspelt word in one line: of a union, each member would complain for itself."""
    if isinstance(told, str) and told != "measured":
        raise ValueError(f'{told!r} must be a number or "measured"')
    return told


Bound = Annotated[float | Literal["measured"], BeforeValidator(_require_bound)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class StepLimits(Part):
    """What each run of a step may use."""

    wall_seconds: float = Field(default=20, gt=0, le=600)
    cpu_seconds: float = Field(default=20, gt=0, le=600)
    memory_mb: int = Field(default=512, ge=32, le=4096)
    disk_mb: int = Field(default=64, ge=1, le=1024)
    pids: int = Field(default=64, ge=8, le=512)

    def for_sandbox(self) -> Limits:
        return Limits(
            wall_time=timedelta(seconds=self.wall_seconds),
            cpu_time=timedelta(seconds=self.cpu_seconds),
            memory_bytes=self.memory_mb * MIB,
            disk_bytes=self.disk_mb * MIB,
            pids=self.pids,
        )


class Output(Part):
    path: str
    max_kb: int = Field(default=1024, ge=1, le=32 * 1024)

    @model_validator(mode="after")
    def _path_is_plain(self) -> Self:
        _require_plain(self.path)
        return self


class Step(Part):
    """One command of the candidate's, run in a container of its own for every case."""

    name: Name
    command: tuple[Annotated[str, Field(min_length=1, max_length=200)], ...] = Field(min_length=1)
    inputs: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    stream: str | None = None
    answer_seconds: float = Field(default=2, gt=0, le=60)
    crash_after: float | None = Field(default=None, gt=0)  # seconds; then it runs again
    repeat: int | None = Field(default=None, ge=2, le=4)  # how often it is run in all
    serve: Literal["http"] | None = None  # it answers on PORT while client.py asks
    stop_seconds: float = Field(default=5, gt=0, le=30)  # what a service has to stop when asked to

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        kinds = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(kinds) > 1:
            raise ValueError(f"{kinds[0]} and {kinds[1]} exclude each other; keep one")
        return self

    @model_validator(mode="after")
    def _inputs_arrive_apart(self) -> Self:
        for path in (*self.inputs, *([self.stream] if self.stream else [])):
            _require_plain(path)
            if path.split("/")[0] not in {"public", "hidden", "outputs"}:
                raise ValueError(f"{path!r} must start with public/, hidden/ or outputs/")
        arriving = [data_path(path) for path in self.inputs]
        if len(set(arriving)) != len(arriving):
            raise ValueError("two inputs would arrive under the same name; rename one")
        if not self.outputs and self.stream is None and self.serve is None:
            raise ValueError("a step needs outputs, a stream or to serve; add one")
        return self


class Check(Part):
    """One measured value and how it becomes a score."""

    name: Name
    title: Line
    competency: str
    unit: Annotated[str, Field(max_length=20)]
    weight: float = Field(gt=0, le=1)
    floor: Bound
    ceiling: Bound
    scale: Literal["linear", "log", "step"] = "linear"
    tolerance: float = Field(default=0, ge=0)
    must_not: bool = False
    noise: float = Field(default=0, ge=0, le=0.25)  # by how much two equal runs may differ

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.competency not in COMPETENCIES or COMPETENCIES[self.competency].soft:
            known = ", ".join(slug for slug, one in COMPETENCIES.items() if not one.soft)
            raise ValueError(f"competency {self.competency!r} is not one of {known}")
        if self.floor == self.ceiling != "measured":
            raise ValueError("floor and ceiling are equal; set them apart")
        if self.scale == "log" and any(
            bound != "measured" and bound <= 0 for bound in (self.floor, self.ceiling)
        ):
            raise ValueError("a log scale needs floor and ceiling above 0")
        return self


class Mutant(Part):
    """A wrong solution: the band that its score must land in, and the check that catches it."""

    name: Slug
    band: tuple[Annotated[float, Field(ge=0, le=1)], Annotated[float, Field(ge=0, le=1)]]
    fails: Name

    @model_validator(mode="after")
    def _band_is_ordered(self) -> Self:
        if self.band[0] >= self.band[1]:
            raise ValueError("band must be [low, high] with low < high")
        return self


class CalibrationPlan(Part):
    mutants: tuple[Mutant, ...] = Field(min_length=1)


class Manifest(Part):
    slug: Slug
    title: Line
    summary: Line
    version: str = Field(pattern=VERSION)
    roles: tuple[str, ...] = Field(min_length=1)
    minutes: int = Field(ge=10, le=480)
    difficulty: Literal["easy", "medium", "hard"]
    image: Slug = "python-ml"
    hidden_seeds: int = Field(default=5, ge=5, le=20)
    limits: StepLimits = StepLimits()
    steps: tuple[Step, ...] = Field(min_length=1)
    checks: tuple[Check, ...] = Field(min_length=1)
    calibration: CalibrationPlan

    @model_validator(mode="after")
    def _parts_agree(self) -> Self:
        unknown = [role for role in self.roles if role not in ROLES]
        if unknown:
            raise ValueError(f"roles: {unknown[0]!r} is not one of {', '.join(ROLES)}")
        _require_unique("steps", [step.name for step in self.steps])
        _require_unique("checks", [check.name for check in self.checks])
        _require_unique("calibration.mutants", [one.name for one in self.calibration.mutants])
        total = sum(check.weight for check in self.checks)
        if abs(total - 1) > WEIGHT_SLACK:
            raise ValueError(f"checks.weight: the weights add up to {total:g}; make it 1")
        if not any(check.must_not for check in self.checks):
            raise ValueError("checks.must_not: no check has it; set must_not = true on one")
        for mutant in self.calibration.mutants:
            if mutant.fails not in {check.name for check in self.checks}:
                raise ValueError(
                    f"calibration.mutants.{mutant.name}.fails: {mutant.fails!r} is not a check; "
                    f"name one of {', '.join(check.name for check in self.checks)}"
                )
        self._require_known_outputs()
        self._require_room_for_outputs()
        self._require_time_to_run_again()
        return self

    def _require_time_to_run_again(self) -> None:
        """A crashed step and its repetition share one wall time."""
        for step in self.steps:
            if step.crash_after is not None and step.crash_after >= self.limits.wall_seconds:
                raise ValueError(
                    f"steps.{step.name}.crash_after: {step.crash_after:g} is not below "
                    f"limits.wall_seconds ({self.limits.wall_seconds:g}); lower it"
                )

    def _require_room_for_outputs(self) -> None:
        """Whatever a candidate writes, the grader must have room for it: full disks are our fault."""
        total_kb = self.hidden_seeds * sum(
            sum(output.max_kb for output in step.outputs) * (step.repeat or 1)
            + (MAX_ANSWERS_KB if step.stream else 0)
            for step in self.steps
        )
        if total_kb > MAX_OUTPUTS_KB:
            raise ValueError(
                f"steps.outputs: up to {total_kb // 1024} MB over all hidden cases, and "
                f"{MAX_OUTPUTS_KB // 1024} MB are graded at a time; lower max_kb or hidden_seeds"
            )

    def _require_known_outputs(self) -> None:
        written: set[str] = set()
        for step in self.steps:
            for path in step.inputs:
                if path.startswith("outputs/") and path not in written:
                    raise ValueError(
                        f"steps.{step.name}.inputs: no earlier step writes {path!r}; correct it"
                    )
            written |= {f"outputs/{step.name}/{output.path}" for output in step.outputs}

    @property
    def competencies(self) -> tuple[str, ...]:
        """Those that the checks measure, in the order of the checks."""
        return tuple(dict.fromkeys(check.competency for check in self.checks))


def data_path(path: str) -> str:
    """Where an input arrives in the candidate's work folder: `hidden/a/b.csv` → `data/a/b.csv`.

    An earlier step's output drops the step's name too: `outputs/train/model.json` → `data/model.json`.
    """
    parts = path.split("/")
    return "/".join(["data", *parts[2 if parts[0] == "outputs" else 1 :]])


def parse_manifest(raw: bytes, *, pack: str) -> Manifest:
    """Read `challenge.toml`; raise `ManifestError` for the first thing that is wrong."""
    try:
        told = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ManifestError(f"{pack}/{FILE}: not TOML: {error}; correct the syntax") from None
    try:
        return Manifest.model_validate(told)
    except ValidationError as error:
        raise ManifestError(f"{pack}/{FILE}: {first_fault(error, told)}") from None


def first_fault(refusal: ValidationError, told: Mapping[str, Any]) -> str:
    """Say in one line which key of the file is wrong first, and how to mend it."""
    error = refusal.errors()[0]
    key = _key(error["loc"], told) or "(the whole file)"
    if error["type"] == "value_error":
        reason = str(error["ctx"]["error"])
        return reason if not error["loc"] else f"{key}: {reason}"
    if error["type"] == "string_pattern_mismatch":
        wanted = PATTERNS.get(error["ctx"]["pattern"], error["ctx"]["pattern"])
        return f"{key}: {str(error['input'])[:60]!r} must be {wanted}"
    if error["type"] == "model_type":
        return f"{key}: {str(error['input'])[:60]!r} must be a table; write {{ key = value, … }}"
    return f"{key}: {error['msg']}; {_mend(error)}"


def _key(loc: Sequence[int | str], told: Any) -> str:
    """Write a key as its author sees it: `checks.profit.weight` rather than `checks.0.weight`."""
    parts = []
    for part in loc:
        try:
            told = told[part]
        except (KeyError, IndexError, TypeError):
            told = None
        name = told.get("name") if isinstance(part, int) and isinstance(told, dict) else None
        parts.append(name if isinstance(name, str) and name.isprintable() else str(part))
    return ".".join(parts)


def _mend(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "remove it or correct its spelling"
    if error["type"] == "missing":
        return "add it"
    shown: Any = error.get("input")
    return f"change {str(shown)[:60]!r}"


def _require_plain(path: str) -> None:
    fault = path_fault(path)
    if fault is not None:
        raise ValueError(f"the path {path!r} {fault}")


def _require_unique(key: str, names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"{key}: {twice[0]!r} occurs twice; rename one")
