"""What must hold before a change is done: `make check` runs the fast part, `make test` all of it."""

import os
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET  # our own pytest's report

from bootstrap import front_end, python_environment
from bootstrap.places import FRONTEND, PYTHON, ROOT, VENV, home
from bootstrap.services import obey_signals
from bootstrap.steps import Action, Step, StepError, Steps

BIN = VENV / "bin"
SCHEMA = FRONTEND / "openapi.json"
SCHEMA_TYPES = FRONTEND / "src" / "api" / "schema.gen.ts"
SPECTACULAR = (str(PYTHON), "manage.py", "spectacular", "--validate", "--fail-on-warn")
FAST = "not slow and not docker and not browser"
# A file's tests stay together: they share the servers that their fixtures start.
PARALLEL = ("--numprocesses", "2", "--dist", "loadfile")


def main() -> int:
    """`make check`: under a minute once the tools are installed; no engine, no server."""
    obey_signals()
    log = home() / "logs" / "check.log"
    log.write_text("")
    environment = {**os.environ, "VETTING_HOME": str(home()), "VETTING_TEST_DATABASE": "sqlite"}
    checks = [*STATIC, ("fast tests", lambda step: pytest(step, *PARALLEL, "-m", FAST))]
    steps = Steps(log, environment, total=2 + len(checks))
    steps.take("Python packages", python_environment.for_testing)
    steps.take("front-end packages", front_end.modules)
    return take_all(steps, checks)


def take_all(steps: Steps, checks: list[tuple[str, Action]]) -> int:
    """Run every check, also after one has failed: a person wants to know all that is wrong."""
    failed = []
    for title, action in checks:
        try:
            steps.take(title, action, streams="tests" in title, advice="mend it and start again.")
        except StepError:
            failed.append(title)
    print(f"\nfailed: {', '.join(failed)}" if failed else "\neverything passed", flush=True)
    return 1 if failed else 0


def lint(step: Step) -> None:
    step.run(str(BIN / "ruff"), "check", ".")
    step.run(str(BIN / "ruff"), "format", "--check", ".")


def types(step: Step) -> None:
    step.run(str(BIN / "mypy"))


def architecture(step: Step) -> None:
    step.run(str(BIN / "lint-imports"))


def front_end_lint(step: Step) -> None:
    step.run("npm", "run", "--silent", "check", cwd=FRONTEND)


def front_end_units(step: Step) -> None:
    step.run("npm", "run", "--silent", "test", cwd=FRONTEND)


def migrations(step: Step) -> None:
    """Every change of a model has its migration."""
    step.run(str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run")


def schema(step: Step) -> None:
    """The API's schema is valid, and the files that the front end was built from are its own."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, fresh_types = Path(folder, "openapi.json"), Path(folder, "schema.gen.ts")
        step.run(*SPECTACULAR, "--format", "openapi-json", "--file", str(fresh))
        typescript = ("npx", "--no-install", "openapi-typescript", str(fresh))
        step.run(*typescript, "--output", str(fresh_types), cwd=FRONTEND)
        for committed, made in ((SCHEMA, fresh), (SCHEMA_TYPES, fresh_types)):
            if committed.read_text() != made.read_text():
                name = committed.relative_to(ROOT)
                raise StepError(f"{name} is not what the code says", "run `make schema`.")


def pytest(step: Step, *arguments: str) -> str:
    """Run tests. A skipped test is a failure: here everything that a test may need is set up."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.xml")
        step.run(str(PYTHON), "-m", "pytest", f"--junitxml={report}", *arguments)
        suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 - our own file
    if suite is None:
        raise StepError("pytest wrote no report")
    if skipped := int(suite.get("skipped", 0)):
        raise StepError(
            f"{skipped} tests were skipped", "give them what they need, or delete them."
        )
    return f"{suite.get('tests')} tests"


STATIC: list[tuple[str, Action]] = [
    ("lint", lint),
    ("types", types),
    ("architecture", architecture),
    ("migrations", migrations),
    ("front-end lint and types", front_end_lint),
]
