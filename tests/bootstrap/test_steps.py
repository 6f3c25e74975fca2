"""What a person sees of a step: its number, its time, and what to do when it fails."""

import io
import os
import pty
import re
from pathlib import Path

import pytest

from bootstrap.steps import Step, StepError, Steps
from tests.bootstrap.processes import ends_within


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def steps(tmp_path: Path, out: io.StringIO) -> Steps:
    return Steps(tmp_path / "log", dict(os.environ), total=3, out=out)


def fail(step: Step) -> None:
    step.run("sh", "-c", "echo fetching; echo the disk is full >&2; exit 3")


def test_a_step_says_its_number_and_how_it_went(steps: Steps, out: io.StringIO) -> None:
    steps.take("front end", lambda _: "up to date")
    steps.take("database", lambda step: step.run("sleep", "1.2"))
    assert re.fullmatch(r"\[1/3\] front end … up to date\n\[2/3\] database … 1 s\n", out.getvalue())


def test_a_failed_step_shows_its_last_lines_and_what_to_do(
    steps: Steps, out: io.StringIO, tmp_path: Path
) -> None:
    with pytest.raises(StepError):
        steps.take("images", fail, advice="make room, then start again.")
    said = out.getvalue()
    assert "[1/3] images … failed" in said
    assert "    the disk is full\n" in said
    assert "ended with code 3" in said
    assert "What to do: make room, then start again." in said
    assert str(tmp_path / "log") in said


def test_what_commands_print_is_in_the_log_and_not_on_the_screen(
    steps: Steps, out: io.StringIO
) -> None:
    steps.take("database", lambda step: step.run("echo", "Applying accounts.0001"))
    assert "$ echo Applying accounts.0001\nApplying accounts.0001\n" in steps.log.read_text()
    assert "Applying" not in out.getvalue()


def test_a_step_that_streams_shows_every_line(steps: Steps, out: io.StringIO) -> None:
    steps.take("tests", lambda step: step.run("printf", "one\\ntwo\\n"), streams=True)
    assert out.getvalue().splitlines()[:3] == ["[1/3] tests", "one", "two"]


def test_a_terminal_sees_the_time_run(tmp_path: Path) -> None:
    controller, terminal = pty.openpty()
    with os.fdopen(terminal, "w") as screen:
        steps = Steps(tmp_path / "log", dict(os.environ), total=1, out=screen)
        steps.take("images", lambda step: step.run("sh", "-c", "echo base system; sleep 1.5"))
        shown = b""
        while not shown.endswith(b"\n"):
            shown += os.read(controller, 65536)
    os.close(controller)
    lines = shown.decode().rstrip().split("\x1b[2K")
    assert any("… 0 s  base system" in line for line in lines)
    assert any("… 1 s  base system" in line for line in lines)
    assert re.fullmatch(r"\[1/1\] images … [1-9] s", lines[-1])


def test_an_interrupted_command_takes_its_children_along(steps: Steps, tmp_path: Path) -> None:
    marker = tmp_path / "child"

    def interrupted(step: Step) -> None:
        def stop(_: str) -> None:
            raise KeyboardInterrupt

        object.__setattr__(step.ticker, "say", stop)
        step.run("sh", "-c", f"sleep 60 & echo $! > {marker}; echo started; wait")

    with pytest.raises(KeyboardInterrupt):
        steps.take("images", interrupted)
    assert ends_within(int(marker.read_text()), seconds=5)
