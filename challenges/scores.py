"""Joins verdicts and manifest: measured values of all cases become the scores of a submission."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from challenges.errors import GraderError
from challenges.grader import CaseVerdict, ToldMeasure
from challenges.manifest import FILE, Check, Manifest
from challenges.report import CheckScore
from challenges.scoring import Scale, Weighted, case_score, competency_scores, mean_and_error


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    score: float
    score_error: float
    scores: list[float]
    competencies: dict[str, float]
    checks: list[CheckScore]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """One check in one case."""

    value: float | None
    floor: float | None
    ceiling: float | None
    score: float
    evidence: str


_FAILED = _Placed(value=None, floor=None, ceiling=None, score=0.0, evidence="Not measured.")


def score_cases(manifest: Manifest, verdicts: Sequence[CaseVerdict | None]) -> Scored:
    """Score every case; one without usable outputs scores 0 on all its checks."""
    cases = [_place_case(manifest, verdict) for verdict in verdicts]
    weighted = [
        [
            Weighted(
                score=case[check.name].score,
                weight=check.weight,
                must_not=check.must_not,
                competency=check.competency,
            )
            for check in manifest.checks
        ]
        for case in cases
    ]
    scores = [case_score(checks) for checks in weighted]
    by_competency = [competency_scores(checks) for checks in weighted]
    score, error = mean_and_error(scores)
    return Scored(
        score=score,
        score_error=error,
        scores=scores,
        competencies={
            slug: fmean(case[slug] for case in by_competency) for slug in manifest.competencies
        },
        checks=[
            _check_score(check, [case[check.name] for case in cases]) for check in manifest.checks
        ],
    )


def _place_case(manifest: Manifest, verdict: CaseVerdict | None) -> dict[str, _Placed]:
    if verdict is None or verdict.invalid is not None:
        return {check.name: _FAILED for check in manifest.checks}
    measures = verdict.measures or {}
    _require_the_same_checks(manifest, measures)
    return {check.name: _place(manifest, check, measures[check.name]) for check in manifest.checks}


def _require_the_same_checks(manifest: Manifest, measures: Mapping[str, ToldMeasure]) -> None:
    planned = [check.name for check in manifest.checks]
    for name in planned:
        if name not in measures:
            raise GraderError(
                f"{manifest.slug}/grade.py: {name!r} is not measured; "
                f"return it, or take the check out of {FILE}"
            )
    for name in measures:
        if name not in planned:
            raise GraderError(
                f"{manifest.slug}/grade.py: {name!r} is no check of {FILE}; "
                "add the check, or correct the name"
            )


def _place(manifest: Manifest, check: Check, told: ToldMeasure) -> _Placed:
    floor = told.floor if check.floor == "measured" else check.floor
    ceiling = told.ceiling if check.ceiling == "measured" else check.ceiling
    if floor is None or ceiling is None:
        bound = "floor" if floor is None else "ceiling"
        raise GraderError(
            f"{manifest.slug}/grade.py: {check.name!r} has no {bound}; "
            f"give Measure its {bound}, or write a number in {FILE}"
        )
    scale = Scale(floor=floor, ceiling=ceiling, kind=check.scale, tolerance=check.tolerance)
    try:
        score = scale.score(told.value)
    except ValueError as error:
        raise GraderError(
            f"{manifest.slug}/grade.py: {check.name!r}: {error}; change them"
        ) from None
    return _Placed(
        value=told.value, floor=floor, ceiling=ceiling, score=score, evidence=told.evidence
    )


def _check_score(check: Check, placed: Sequence[_Placed]) -> CheckScore:
    score, error = mean_and_error([one.score for one in placed])
    return CheckScore(
        name=check.name,
        title=check.title,
        competency=check.competency,
        unit=check.unit,
        weight=check.weight,
        must_not=check.must_not,
        value=_mean([one.value for one in placed]),
        floor=_mean([one.floor for one in placed]),
        ceiling=_mean([one.ceiling for one in placed]),
        score=score,
        score_error=error,
        evidence=_weakest(placed),
        values=[one.value for one in placed],
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _weakest(placed: Sequence[_Placed]) -> str:
    """Quote the evidence of the case that scored lowest: it says most about what to mend."""
    position = min(range(len(placed)), key=lambda at: placed[at].score)
    evidence = placed[position].evidence
    return f"Case {position + 1} of {len(placed)}: {evidence}" if evidence else ""
