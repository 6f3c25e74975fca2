"""Batches one by one, each after the answer to the one before: no look-ahead."""

from datetime import timedelta

from sandbox.outcome import OutcomeKind
from sandbox.runner import Stream
from tests.sandbox.conftest import type_of_run

ECHO = "import sys\nfor line in sys.stdin: print('got', line.strip(), flush=True)"


def stream(*batches: bytes, **details: object) -> Stream:
    return Stream(batches=batches, **details)


def test_each_batch_is_answered_in_order(run: type_of_run) -> None:
    outcome = run(ECHO, stream=stream(b"a", b"b", b"c"))

    assert outcome.succeeded
    assert [answer.data for answer in outcome.answers] == [b"got a", b"got b", b"got c"]
    assert all(0 <= answer.seconds < 5 for answer in outcome.answers)
    assert outcome.stdout == b""


def test_the_next_batch_cannot_be_seen_before_the_answer(run: type_of_run) -> None:
    outcome = run(
        "import os, select, sys\n"
        "for line in iter(sys.stdin.buffer.raw.readline, b''):\n"
        "    more = select.select([0], [], [], 0.3)[0]\n"
        "    print(line.decode().strip(), bool(more), flush=True)",
        stream=stream(b"a", b"b"),
    )

    # After the last answer stdin ends, which is only seen when the loop comes round again.
    assert [answer.data for answer in outcome.answers] == [b"a False", b"b False"]


def test_stdin_ends_after_the_last_answer(run: type_of_run) -> None:
    outcome = run(
        ECHO + "\nopen('end', 'w').write('seen')", stream=stream(b"a"), outputs={"end": 9}
    )

    assert outcome.files == {"end": b"seen"}


def test_a_command_that_stops_early_has_fewer_answers(run: type_of_run) -> None:
    outcome = run("print(input(), flush=True); raise SystemExit(5)", stream=stream(b"a", b"b"))

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 5)
    assert [answer.data for answer in outcome.answers] == [b"a"]


def test_a_slow_answer_is_timed_out(run: type_of_run) -> None:
    outcome = run(
        "import sys, time\nfor line in sys.stdin:\n    if 'b' in line: time.sleep(30)\n    print(line, end='', flush=True)",
        stream=stream(b"a", b"b", b"c", answer_time=timedelta(seconds=0.5)),
    )

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert [answer.data for answer in outcome.answers] == [b"a"]
    assert outcome.usage.wall_seconds < 10


def test_the_first_answer_may_take_as_long_as_the_start_does(run: type_of_run) -> None:
    outcome = run(
        "import time; time.sleep(1)\n" + ECHO,
        stream=stream(b"a", b"b", answer_time=timedelta(seconds=0.5)),
    )

    assert outcome.succeeded
    assert outcome.answers[0].seconds > 0.5


def test_an_answer_over_its_cap_is_too_large(run: type_of_run) -> None:
    code = "import sys\nfor line in sys.stdin: print('x' * int(line), flush=True)"

    assert run(code, stream=stream(b"100", answer_bytes=100)).succeeded
    outcome = run(code, stream=stream(b"101", answer_bytes=100))

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE


def test_all_answers_together_have_a_cap_too(run: type_of_run) -> None:
    code = "import sys\nfor line in sys.stdin: print('x' * int(line), flush=True)"

    assert run(code, stream=stream(b"60", b"40", bytes_in_all=100)).succeeded
    outcome = run(code, stream=stream(b"60", b"41", bytes_in_all=100))

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE
    assert [len(answer.data) for answer in outcome.answers] == [60]


def test_an_answer_without_an_end_is_stopped_at_its_cap(run: type_of_run) -> None:
    outcome = run(
        "import sys; input()\nwhile True: sys.stdout.write('x' * 1000)",
        stream=stream(b"a", answer_bytes=5000),
    )

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE


def test_a_line_that_no_batch_asked_for_is_malformed(run: type_of_run) -> None:
    outcome = run("print('hello', flush=True)\n" + ECHO, stream=stream(b"a", b"b"))

    assert outcome.kind is OutcomeKind.MALFORMED_OUTPUT


def test_many_batches_larger_than_a_pipe_pass(run: type_of_run) -> None:
    batches = tuple(bytes([65 + n]) * 200_000 for n in range(10))
    outcome = run(
        "import sys\nfor line in sys.stdin: print(line[0], len(line), flush=True)",
        stream=Stream(batches=batches),
    )

    assert [answer.data for answer in outcome.answers] == [
        b"%c 200001" % (65 + n) for n in range(10)
    ]


def test_stderr_of_a_streamed_command_is_kept(run: type_of_run) -> None:
    outcome = run("import sys; sys.stderr.write('note')\n" + ECHO, stream=stream(b"a"))

    assert outcome.stderr == b"note"
