"""The first rule that matches, in the order of the README."""

import pytest

from sandbox.conversation import Stop, Transcript
from sandbox.limits import Limits
from sandbox.outcome import OutcomeKind
from sandbox.verdict import Evidence, judge


@pytest.mark.parametrize(
    ("said", "exit_code", "out_of_memory", "cpu_seconds", "kind"),
    [
        ({"stop": Stop.TOO_MANY_BYTES}, 137, True, 99.0, OutcomeKind.OUTPUT_TOO_LARGE),
        ({"stop": Stop.OVERDUE}, 137, True, 0.0, OutcomeKind.TIMED_OUT),
        ({"stop": Stop.CPU_SPENT}, 137, True, 0.0, OutcomeKind.TIMED_OUT),
        ({"stop": Stop.MALFORMED}, 137, True, 99.0, OutcomeKind.TIMED_OUT),
        ({"ended": True}, 0, False, 99.0, OutcomeKind.TIMED_OUT),
        ({"ended": True, "disk_full": True}, 137, True, 0.0, OutcomeKind.OUT_OF_MEMORY),
        ({}, 137, True, None, OutcomeKind.OUT_OF_MEMORY),
        ({"stop": Stop.MALFORMED, "disk_full": True}, 137, True, 0.0, OutcomeKind.MALFORMED_OUTPUT),
        ({}, 0, False, 0.0, OutcomeKind.MALFORMED_OUTPUT),
        ({"ended": True, "disk_full": True}, 1, False, 0.0, OutcomeKind.DISK_FULL),
        ({"ended": True, "disk_full": True}, 0, True, 0.0, OutcomeKind.EXITED),
        ({"ended": True}, 137, False, 0.0, OutcomeKind.EXITED),
        ({"ended": True}, 3, True, 0.0, OutcomeKind.EXITED),
        ({}, 137, False, 0.0, OutcomeKind.EXITED),
        ({"ended": True}, 0, False, None, OutcomeKind.EXITED),
    ],
)
def test_verdict(
    said: dict[str, object],
    exit_code: int,
    out_of_memory: bool,
    cpu_seconds: float | None,
    kind: OutcomeKind,
) -> None:
    evidence = Evidence(exit_code=exit_code, out_of_memory=out_of_memory, cpu_seconds=cpu_seconds)

    assert judge(Transcript(**said), evidence, Limits()) is kind
