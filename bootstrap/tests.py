"""`make test`: sets up everything that a test may need, then checks everything."""

import os

from bootstrap import checks, contents, engine, front_end, packages, python_environment
from bootstrap.places import PYTHON, home
from bootstrap.services import Services, obey_signals
from bootstrap.steps import Action, Step, Steps

PROGRAMS = {
    "redis-server": "redis-server",
    "/usr/lib/postgresql/*/bin/initdb": "postgresql",
    "chromium": "chromium",
    "docker-compose": "docker-compose",
    "mmdebstrap": "mmdebstrap",
}


def on_postgresql(step: Step) -> str:
    return checks.pytest(step, *checks.PARALLEL)


def on_sqlite(step: Step) -> str:
    step.environment["VETTING_TEST_DATABASE"] = "sqlite"
    return checks.pytest(step, *checks.PARALLEL, "tests/vetting")


def proofs(step: Step) -> None:
    """Every challenge still tells good from bad, by all ten checks."""
    step.run(str(PYTHON), "-m", "challenges", "verify", "--all", "--json", "--check")


SUITES: list[tuple[str, Action]] = [
    *checks.STATIC,
    ("API schema", checks.schema),
    ("front-end unit tests", checks.front_end_units),
    ("proofs of the challenges", proofs),
    ("all tests, on PostgreSQL", on_postgresql),
    ("database tests, on SQLite", on_sqlite),
]


def main() -> int:
    return _with_everything(SUITES)


def journeys() -> int:
    """`make e2e`: the journeys in a real browser, and no other test."""
    return _with_everything([("browser tests", lambda step: checks.pytest(step, "-m", "browser"))])


def _with_everything(suites: list[tuple[str, Action]]) -> int:
    obey_signals()
    data = home()
    log = data / "logs" / "test.log"
    log.write_text("")
    with Services() as services:
        steps = Steps(log, {**os.environ, "VETTING_HOME": str(data)}, total=5 + len(suites))
        steps.take("system packages", lambda step: packages.ensure(step, PROGRAMS))
        steps.take("Python packages", python_environment.for_testing)
        steps.take("front end", front_end.build)
        steps.take("container engine", lambda step: _engine(step, services))
        steps.take("sandbox images", contents.sandbox_images)
        return checks.take_all(steps, suites)


def _engine(step: Step, services: Services) -> str:
    return engine.ensure(step, services, home()).use(step)
