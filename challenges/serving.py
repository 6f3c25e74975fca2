"""Exercises a candidate's service: it runs in its own container while the pack's client asks it.

The two share a loopback and nothing else. Once the service is ready, any failure to talk to it is
the candidate's doing, and the client takes it as a value; a client that fails itself is ours.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from pydantic import Field, ValidationError

from challenges.archive import ArchiveError, read_archive
from challenges.catalog import CLIENT, Pack
from challenges.endings import PLAIN_WORDS, Ending, StepRun, left_by, missing_output
from challenges.errors import GraderError
from challenges.grader import LIMITS, Told, outputs_of, pack_job
from challenges.manifest import Step
from challenges.packhttp import READY, STOP
from challenges.report import COMPLETED
from sandbox.limits import MIB
from sandbox.outcome import Outcome, OutcomeKind
from sandbox.runner import Job, Runner, Service

MAX_DRIVEN_BYTES = 32 * MIB
# For the client to come to its end when no reply can come any more. It bounds our own failures:
# what the service can delay is over when its wall time is.
AFTER_THE_SERVICE = timedelta(seconds=60)

Reason = Annotated[str, Field(max_length=500)]


class Driven(Told):
    """What the client says about the service."""

    never_ready: Reason | None = None
    invalid: Reason | None = None


def run_service(
    pack: Pack,
    step: Step,
    job: Job,
    known: Mapping[str, bytes],
    *,
    runner: Runner,
    on_output: Callable[[bytes], None] | None = None,
) -> StepRun:
    """Serve `job` to the pack's client, which gets `known`: the case and what earlier steps left."""
    client = _client(pack, step, job, known)
    readiness = _Readiness()
    served = runner.serve(
        Service(job=job, stop_time=timedelta(seconds=step.stop_seconds), stop_word=STOP),
        client,
        on_output=on_output,
        on_client_output=readiness.take,
    )
    found = outputs_of(pack, client, "client", served.client)
    try:
        driven = Driven.model_validate_json(found["driven.json"])
        files = read_archive(found["driven.tar"], max_bytes=MAX_DRIVEN_BYTES)
    except (ValidationError, ArchiveError) as error:
        raise GraderError(f"{pack.slug}: {CLIENT}: cannot be read", detail=str(error)) from None
    ending = _ending_of(step, served.service, driven)
    if ending.outcome != COMPLETED:
        return StepRun(name=step.name, outcome=served.service, ending=ending)
    ready_seconds = readiness.at - served.service.started_at
    left = left_by(step, step.name, served.service, ready_seconds=ready_seconds)
    for path, content in files.items():
        if left.setdefault(f"outputs/{step.name}/{path}", content) is not content:
            raise GraderError(f"{pack.slug}: {CLIENT}: drive: {path} is the service's own file")
    return StepRun(name=step.name, outcome=served.service, ending=ending, left=left)


class _Readiness:
    """Takes the time, outside, when the client says that the service is ready."""

    def __init__(self) -> None:
        self.at = 0.0
        self._said = b""

    def take(self, data: bytes) -> None:
        self._said += data
        if not self.at and READY in self._said:
            self.at = time.monotonic()


def _client(pack: Pack, step: Step, service: Job, known: Mapping[str, bytes]) -> Job:
    wall_time = service.limits.wall_time + AFTER_THE_SERVICE
    return pack_job(
        pack,
        {"task": "client", "step": step.name},
        outputs={"driven.json": 4096, "driven.tar": MAX_DRIVEN_BYTES + MIB},
        files={f"cases/0/{path}": content for path, content in known.items()},
        limits=replace(LIMITS, wall_time=wall_time, cpu_time=wall_time),
        labels=service.labels,
    )


def _ending_of(step: Step, service: Outcome, driven: Driven) -> Ending:
    """Judge the service. How it stops when asked to is a measurement, and no failure."""
    kind: OutcomeKind = service.kind
    was_asked_to_stop = service.stop_seconds is not None
    if service.kind not in {OutcomeKind.EXITED, OutcomeKind.TIMED_OUT}:
        told = f"Your service {PLAIN_WORDS[service.kind]}"
    elif service.kind is OutcomeKind.EXITED and not was_asked_to_stop:
        when = "before it was ready" if driven.never_ready else "while it was in use"
        told = f"Your service ended with exit code {service.exit_code} {when}"
    elif driven.never_ready is not None:
        kind, told = OutcomeKind.TIMED_OUT, f"Your service did not get ready: {driven.never_ready}"
    elif not was_asked_to_stop:
        told = "Your service was in use until its time limit was over"
    elif driven.invalid is not None:
        return Ending(outcome=OutcomeKind.MALFORMED_OUTPUT.value, message=driven.invalid)
    elif (missing := missing_output(step, service)) is None:
        return Ending()
    elif service.kind is OutcomeKind.TIMED_OUT:
        told = f"Your service did not stop within {step.stop_seconds:g} s, so {missing} is missing"
    else:
        kind, told = OutcomeKind.MALFORMED_OUTPUT, f"Your service did not write {missing}"
    return Ending(outcome=kind.value, message=f"{told} (step {step.name}).")
