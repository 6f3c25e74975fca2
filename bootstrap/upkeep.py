"""Targets that write files: locks and the API's schema; and the benchmark."""

import os

from bootstrap import checks, contents, engine, front_end, python_environment
from bootstrap.places import FRONTEND, PYTHON, ROOT, VENV, home
from bootstrap.services import Services, obey_signals
from bootstrap.steps import Step, Steps

COMPILE = (
    *(str(VENV / "bin" / "uv"), "pip", "compile", "--quiet", "--generate-hashes", "--universal"),
    *("--no-emit-index-url", "--no-emit-find-links", "--python-version", "3.11"),
    *("--custom-compile-command", "make lock"),
)


def lock() -> int:
    """`make lock`: the newest versions that the ranges allow, with their hashes."""
    steps = _steps("lock", total=3)
    steps.take("Python packages", python_environment.for_testing)
    steps.take("Python locks", _lock_python)
    steps.take(
        "front-end lock",
        lambda step: step.run("npm", "install", "--package-lock-only", cwd=FRONTEND),
    )
    return 0


def _lock_python(step: Step) -> None:
    for name in ("base", "dev"):
        step.run(*COMPILE, f"{name}.in", "-o", f"{name}.txt", cwd=ROOT / "requirements")


def schema() -> int:
    """`make schema`: what the front end knows of the API."""
    steps = _steps("schema", total=3)
    steps.take("Python packages", python_environment.for_testing)
    steps.take("front-end packages", front_end.modules)
    steps.take("API schema", _write_schema)
    return 0


def _write_schema(step: Step) -> None:
    step.run(*checks.SPECTACULAR, "--format", "openapi-json", "--file", str(checks.SCHEMA))
    step.run("npm", "run", "schema", cwd=FRONTEND)


def bench() -> int:
    """`make bench`: ratios to a bare process on this machine."""
    with Services() as services:
        steps = _steps("bench", total=4)
        steps.take("Python packages", python_environment.for_testing)
        steps.take("container engine", lambda step: engine.ensure(step, services, home()).use(step))
        steps.take("sandbox images", contents.sandbox_images)
        steps.take("benchmark", lambda step: step.run(str(PYTHON), "-m", "bench"), streams=True)
    return 0


def _steps(name: str, *, total: int) -> Steps:
    obey_signals()
    log = home() / "logs" / f"{name}.log"
    log.write_text("")
    return Steps(log, {**os.environ}, total=total)
