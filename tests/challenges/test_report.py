"""Where the time went: the pack's own work by the clock, the candidate's summed over containers."""

from collections.abc import Mapping

from challenges.report import PHASES, StepRecord, phases_of


def _step(case: str, phases: Mapping[str, float]) -> StepRecord:
    return StepRecord(
        case=case,
        step="train",
        outcome="exited",
        exit_code=0,
        wall_seconds=1.0,
        cpu_seconds=None,
        peak_memory_bytes=None,
        phases=phases,
    )


def test_what_the_candidates_containers_took_is_summed_into_the_phases_of_the_run() -> None:
    cold = {"create": 0.2, "start": 0.3, "stream_in": 0.01, "execute": 2.0, "collect": 0.04}
    warm = {"start": 0.002, "stream_in": 0.02, "execute": 3.0, "collect": 0.05, "end": 0.0106}
    steps = [_step("hidden 1", cold), _step("hidden 2", warm)]

    told = phases_of(steps, prepare_seconds=1.23456, grade_seconds=0.5)

    assert list(told.items()) == [
        ("prepare", 1.235),
        ("start", 0.502),
        ("stream_in", 0.03),
        ("execute", 5.0),
        ("collect", 0.101),
        ("grade", 0.5),
    ]


def test_a_phase_that_took_no_time_is_told_too() -> None:
    assert phases_of([], prepare_seconds=0.0, grade_seconds=0.0) == dict.fromkeys(PHASES, 0.0)
