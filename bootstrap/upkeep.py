"""Targets beside running and checking: locks, the API's schema, sandbox images, the benchmark."""

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
    step.run(*COMPILE, "requirements.in", "-o", "requirements.txt", cwd=ROOT / "bench")


def schema() -> int:
    """`make schema`: what the front end knows of the API, and operators of the settings."""
    steps = _steps("schema", total=4)
    steps.take("Python packages", python_environment.for_testing)
    steps.take("front-end packages", front_end.modules)
    steps.take("API schema", _write_schema)
    steps.take(".env.example", lambda step: step.run(str(PYTHON), "-m", "vetting.config.example"))
    return 0


def _write_schema(step: Step) -> None:
    step.run(*checks.SPECTACULAR, "--format", "openapi-json", "--file", str(checks.SCHEMA))
    step.run("npm", "run", "schema", cwd=FRONTEND)


def images() -> int:
    """`make images`: what a worker's engine must have before the server mode starts."""
    return _on_the_engine("images")


def bench() -> int:
    """`make bench`: ratios to a bare process on this machine."""
    return _on_the_engine("bench", "bench")


def _on_the_engine(name: str, *modules: str) -> int:
    """Set the engine and the sandbox images up, then run each module with the engine."""
    with Services() as services:
        steps = _steps(name, total=3 + len(modules))
        steps.take("Python packages", python_environment.for_running)
        steps.take("container engine", lambda step: engine.ensure(step, services, home()).use(step))
        steps.take("sandbox images", contents.sandbox_images)
        for module in modules:
            steps.take(module, lambda step: step.run(str(PYTHON), "-m", module), streams=True)  # noqa: B023 - taken at once
    return 0


def _steps(name: str, *, total: int) -> Steps:
    obey_signals()
    log = home() / "logs" / f"{name}.log"
    log.write_text("")
    return Steps(log, {**os.environ, "VETTING_HOME": str(home())}, total=total)
