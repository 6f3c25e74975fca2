"""What grading found out, in the shape that the rows keep."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from challenges.report import COMPLETED, CheckScore, Grade, VisibleReport

OUTPUT_CHARACTERS = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """`data` is the practice case's public files, for a run that prepares them."""

    outcome: str
    message: str = ""
    output: str = ""
    image_digest: str = ""
    score: float | None = None
    score_error: float | None = None
    scores: list[float] = field(default_factory=list)
    competencies: Mapping[str, float] = field(default_factory=dict)
    checks: list[CheckScore] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    phases: Mapping[str, float] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    data: Mapping[str, bytes] = field(default_factory=dict)


def of_grade(grade: Grade) -> Verdict:
    return Verdict(
        **_common(grade),
        score=grade.score,
        score_error=grade.score_error,
        scores=list(grade.scores),
        competencies=dict(grade.competencies),
        checks=list(grade.checks),
    )


def of_visible_report(report: VisibleReport) -> Verdict:
    return Verdict(
        **_common(report), findings=[storable(asdict(finding)) for finding in report.findings]
    )


def of_data(data: Mapping[str, bytes], *, prepare_seconds: float) -> Verdict:
    return Verdict(outcome=COMPLETED, data=data, phases={"prepare": round(prepare_seconds, 3)})


def _common(report: Grade | VisibleReport) -> dict[str, Any]:
    return {
        "outcome": report.outcome,
        "message": storable(report.message),
        "output": storable(report.output)[-OUTPUT_CHARACTERS:],
        "image_digest": report.image_digest,
        "steps": [storable(asdict(step)) for step in report.steps],
        "phases": dict(report.phases),
    }


def storable(value: Any) -> Any:
    """Replace what PostgreSQL's text cannot hold and a candidate may print: NUL and surrogates."""
    if isinstance(value, str):
        return (
            value.encode("utf-8", "replace").decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")
        )
    if isinstance(value, dict):
        return {storable(key): storable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [storable(one) for one in value]
    return value
