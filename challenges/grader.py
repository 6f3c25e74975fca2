"""Runs a pack's own code in a grader container and reads its verdict. Nothing of it runs here.

The host passes the candidate's bytes on without opening them, and believes of the verdict only
what its schema allows: finite numbers, known names.
"""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from challenges.catalog import Pack
from challenges.errors import GraderError
from sandbox.limits import MIB, Limits
from sandbox.outcome import Outcome
from sandbox.runner import Job, Role, Runner

PLATFORM_MODULES = (
    "__init__.py",
    "archive.py",
    "packhttp.py",
    "packkit.py",
    "packrun.py",
    "packwire.py",
    "paths.py",
)
LIMITS = Limits(
    wall_time=timedelta(seconds=180),
    cpu_time=timedelta(seconds=180),
    memory_bytes=1024 * MIB,
    disk_bytes=384 * MIB,  # for the generated cases and all outputs (manifest.MAX_OUTPUTS_KB)
    disk_inodes=16_384,
    pids=128,
)
MAX_VERDICT_BYTES = 1024 * 1024

Finite = Annotated[float, Field(allow_inf_nan=False)]


class Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ToldMeasure(Told):
    value: Finite | None
    floor: Finite | None
    ceiling: Finite | None
    evidence: Annotated[str, Field(max_length=2000)]


class ToldFinding(Told):
    name: Annotated[str, Field(max_length=100)]
    title: Annotated[str, Field(max_length=300)]
    passed: bool | None
    message: Annotated[str, Field(max_length=2000)]
    value: Finite | None
    unit: Annotated[str, Field(max_length=20)]


class CaseVerdict(Told):
    """What the grader says of one case: measures, findings, or that the output is unusable."""

    measures: dict[str, ToldMeasure] | None = None
    findings: Annotated[list[ToldFinding], Field(max_length=100)] | None = None
    invalid: Annotated[str, Field(max_length=500)] | None = None


class Verdict(Told):
    cases: list[CaseVerdict]


def judge(
    pack: Pack,
    task: str,
    cases: Mapping[int, Mapping[str, bytes]],
    *,
    runner: Runner,
    labels: Mapping[str, str],
) -> dict[int, CaseVerdict]:
    """Run `grade` or `visible` on all cases in one container: position → verdict.

    `cases`: position → the case's files and, below outputs/, what the candidate's steps left.
    """
    files = {
        f"cases/{position}/{path}": content
        for position, case in cases.items()
        for path, content in case.items()
    }
    raw = run_pack_code(
        pack,
        {"task": task, "cases": list(cases)},
        output="verdict.json",
        max_bytes=MAX_VERDICT_BYTES,
        files=files,
        runner=runner,
        labels=labels,
    )
    try:
        verdict = Verdict.model_validate_json(raw)
    except ValidationError as error:
        raise GraderError(f"{pack.slug}: the verdict does not fit", detail=str(error)) from None
    if len(verdict.cases) != len(cases):
        raise GraderError(f"{pack.slug}: {len(verdict.cases)} verdicts for {len(cases)} cases")
    return dict(zip(cases, verdict.cases, strict=True))


def run_pack_code(
    pack: Pack,
    request: Mapping[str, Any],
    *,
    output: str,
    max_bytes: int,
    files: Mapping[str, bytes] | None = None,
    runner: Runner,
    labels: Mapping[str, str],
) -> bytes:
    """Run one task of `packrun` in a grader container; return its output's bytes."""
    job = pack_job(
        pack, request, outputs={output: max_bytes}, files=files or {}, limits=LIMITS, labels=labels
    )
    return outputs_of(pack, job, request["task"], runner.run(job))[output]


def pack_job(
    pack: Pack,
    request: Mapping[str, Any],
    *,
    outputs: Mapping[str, int],
    files: Mapping[str, bytes],
    limits: Limits,
    labels: Mapping[str, str],
) -> Job:
    """One task of `packrun`, with the pack's own code and the platform's modules beside it."""
    return Job(
        image=pack.manifest.image,
        argv=("python", "-m", "challenges.packrun"),
        files={
            **_platform_files(),
            **{f"pack/{path}": content for path, content in pack.grader_files.items()},
            **files,
            "request.json": json.dumps(request).encode(),
        },
        outputs=outputs,
        limits=limits,
        labels=labels,
        role=Role.GRADER,
        preload=pack.grader_imports,
    )


def outputs_of(pack: Pack, job: Job, task: str, outcome: Outcome) -> Mapping[str, bytes]:
    """All outputs of a task of `packrun`. Raises `GraderError`: its failure is ours."""
    if not outcome.succeeded or not job.outputs.keys() <= outcome.files.keys():
        raise GraderError(
            f"{pack.slug}/{task}.py: failed: {outcome.kind}, exit code {outcome.exit_code}; "
            "mend what its traceback names",
            detail=outcome.stderr[-4000:].decode("utf-8", "replace"),
        )
    return outcome.files


def _platform_files() -> dict[str, bytes]:
    folder = Path(__file__).parent
    return {f"challenges/{name}": (folder / name).read_bytes() for name in PLATFORM_MODULES}
