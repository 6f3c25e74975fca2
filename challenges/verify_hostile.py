"""Check 4 of `verify`: submissions that do nothing useful end in their named outcomes, with score 0."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from challenges.catalog import Pack
from challenges.manifest import Step
from challenges.trials import Trials
from sandbox.outcome import OutcomeKind

SHORT_SECONDS = 1.0  # what a sleeping submission is given, so that nobody waits for it
GARBAGE = b"\xff\xfe\x00 \x80garbage,{[\r\x1b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    name: str
    files: Mapping[str, bytes]
    outcome: OutcomeKind


def hostile_submissions_end(trials: Trials) -> Iterator[str]:
    scripts = {
        step.name: script_of(trials.bench.pack, step) for step in trials.bench.pack.manifest.steps
    }
    unknown = [name for name, path in scripts.items() if path is None]
    if unknown:
        yield f"steps.{unknown[0]}.command: names no file of workspace/; start one"
        return
    impatient = _impatient(trials.bench.pack)
    for hostile in _submissions(
        trials.bench.pack, {name: str(path) for name, path in scripts.items()}
    ):
        pack = impatient if hostile.outcome is OutcomeKind.TIMED_OUT else trials.bench.pack
        grade = trials.bench.grade(hostile.files, trials.cases[:1], pack)
        if grade.outcome != hostile.outcome.value:
            yield f"{hostile.name}: ends {grade.outcome}, not {hostile.outcome}: {grade.message}"
        if grade.score != 0:
            yield f"{hostile.name}: scores {grade.score:.3f}, not 0"


def script_of(pack: Pack, step: Step) -> str | None:
    """Return the starter's file that the step's command starts."""
    return next((part for part in step.command if part in pack.workspace), None)


def _submissions(pack: Pack, scripts: Mapping[str, str]) -> Iterator[Hostile]:
    def everywhere(source: bytes) -> dict[str, bytes]:
        return {**pack.workspace, **dict.fromkeys(scripts.values(), source)}

    # A service that only ever answers garbage never gets ready.
    serves = any(step.serve is not None for step in pack.manifest.steps)
    yield Hostile(name="an empty submission", files={}, outcome=OutcomeKind.EXITED)
    yield Hostile(
        name="a crashing submission",
        files=everywhere(b'raise RuntimeError("crash")\n'),
        outcome=OutcomeKind.EXITED,
    )
    yield Hostile(
        name="a sleeping submission",
        files=everywhere(b"import time\ntime.sleep(3600)\n"),
        outcome=OutcomeKind.TIMED_OUT,
    )
    yield Hostile(
        name="a garbage-writing submission",
        files={
            **pack.workspace,
            **{scripts[step.name]: _garbage_writer(step) for step in pack.manifest.steps},
        },
        outcome=OutcomeKind.TIMED_OUT if serves else OutcomeKind.MALFORMED_OUTPUT,
    )


def _garbage_writer(step: Step) -> bytes:
    """Write a program that leaves garbage wherever the step expects something."""
    return f"""
import os, pathlib, socket, sys
for name in {[output.path for output in step.outputs]!r}:
    pathlib.Path(name).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(name).write_bytes({GARBAGE!r})
if {step.stream is not None}:
    for line in sys.stdin.buffer:
        sys.stdout.buffer.write({GARBAGE!r} + b"\\n")
        sys.stdout.buffer.flush()
if {step.serve is not None}:
    door = socket.create_server(("127.0.0.1", int(os.environ["PORT"])))
    while True:
        with door.accept()[0] as visitor:
            visitor.sendall({GARBAGE!r})
""".encode()


def _impatient(pack: Pack) -> Pack:
    limits = pack.manifest.limits.model_copy(update={"wall_seconds": SHORT_SECONDS})
    return replace(pack, manifest=pack.manifest.model_copy(update={"limits": limits}))
