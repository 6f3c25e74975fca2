"""The runner's contract, one sentence per test, for every runner there is."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from sandbox.errors import ImageMissingError, SandboxError
from sandbox.outcome import OutcomeKind
from sandbox.runner import Job, Runner
from tests.sandbox.conftest import IMAGE, job, type_of_run

SLEEPER = "import time; print('up', flush=True); time.sleep(60)"


def test_a_command_that_ends_well_exited_with_zero(run: type_of_run) -> None:
    outcome = run("print('hello')")

    assert outcome.kind is OutcomeKind.EXITED
    assert outcome.exit_code == 0
    assert outcome.succeeded
    assert outcome.stdout == b"hello\n"
    assert outcome.stderr == b""


@pytest.mark.parametrize("code", [1, 3, 127, 137, 255])
def test_the_exit_code_is_the_commands(run: type_of_run, code: int) -> None:
    outcome = run(f"import os; os._exit({code})")

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, code)
    assert not outcome.succeeded


def test_a_command_that_kills_itself_exited_as_a_shell_would_say(run: type_of_run) -> None:
    outcome = run("import os; os.kill(os.getpid(), 9)")

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 137)


def test_a_crash_shows_its_traceback_on_stderr(run: type_of_run) -> None:
    outcome = run("print('before'); 1 / 0")

    assert outcome.exit_code == 1
    assert outcome.stdout == b"before\n"
    assert b'main.py", line 1, in <module>' in outcome.stderr
    assert outcome.stderr.endswith(b"ZeroDivisionError: division by zero\n")


def test_a_program_that_does_not_exist_is_the_commands_failure(runner: Runner) -> None:
    outcome = runner.run(Job(image=IMAGE, argv=("no-such-program",)))

    assert (outcome.kind, outcome.exit_code) == (OutcomeKind.EXITED, 127)
    assert b"no-such-program" in outcome.stderr


def test_bytes_pass_through_unchanged(run: type_of_run) -> None:
    everything = bytes(range(256)) * 500
    outcome = run(
        "import sys; data = open('in', 'rb').read()\n"
        "sys.stdout.buffer.write(data); sys.stderr.buffer.write(data[::-1])\n"
        "open('out', 'wb').write(data)",
        files={"in": everything},
        outputs={"out": len(everything)},
    )

    assert outcome.stdout == everything
    assert outcome.stderr == everything[::-1]
    assert outcome.files == {"out": everything}


def test_files_arrive_and_leave_in_nested_folders(run: type_of_run) -> None:
    outcome = run(
        "import os; os.makedirs('made/deep')\n"
        "open('made/deep/ü.txt', 'w').write(open('data/a/b.txt').read() + '!')",
        files={"data/a/b.txt": b"here"},
        outputs={"made/deep/ü.txt": 100},
    )

    assert outcome.files == {"made/deep/ü.txt": b"here!"}


def test_empty_files_are_files(run: type_of_run) -> None:
    outcome = run(
        "open('out', 'w').write(str(len(open('in').read()))); open('empty', 'w')",
        files={"in": b""},
        outputs={"out": 5, "empty": 0},
    )

    assert outcome.files == {"out": b"0", "empty": b""}


def test_a_large_file_goes_in_and_out(run: type_of_run) -> None:
    data = os.urandom(8_000_000)
    outcome = run(
        "open('out', 'wb').write(open('in', 'rb').read())",
        files={"in": data},
        outputs={"out": len(data)},
    )

    assert outcome.files["out"] == data


def test_the_outputs_of_a_crashed_command_are_still_collected(run: type_of_run) -> None:
    outcome = run("open('out', 'w').write('partial'); raise SystemExit(4)", outputs={"out": 100})

    assert outcome.exit_code == 4
    assert outcome.files == {"out": b"partial"}


def test_files_that_nobody_wants_stay_behind(run: type_of_run) -> None:
    outcome = run("open('other', 'w').write('x')", outputs={"wanted": 10})

    assert outcome.succeeded
    assert outcome.files == {}


@pytest.mark.parametrize(
    "make",
    [
        "os.symlink('/etc/hostname', 'out')",
        "os.symlink('main.py', 'out')",
        "os.mkfifo('out')",
        "os.mkdir('out')",
        "__import__('socket').socket(socket.AF_UNIX).bind('out')",
    ],
    ids=["link outside", "link inside", "fifo", "folder", "socket"],
)
def test_only_a_regular_file_is_an_output(run: type_of_run, make: str) -> None:
    outcome = run(f"import os, socket; {make}", outputs={"out": 1000})

    assert outcome.succeeded
    assert outcome.files == {}


def test_no_link_is_followed_on_the_way_to_an_output(run: type_of_run) -> None:
    outcome = run(
        "import os; os.mkdir('real'); open('real/out', 'w').write('x'); os.symlink('real', 'alias')",
        outputs={"alias/out": 10, "real/out": 10},
    )

    assert outcome.files == {"real/out": b"x"}


def test_an_output_over_its_cap_is_too_large(run: type_of_run) -> None:
    assert run("open('out', 'w').write('x' * 100)", outputs={"out": 100}).succeeded

    outcome = run("open('out', 'w').write('x' * 101)", outputs={"out": 100})

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE
    assert outcome.exit_code is None
    assert outcome.files == {}


def test_each_output_has_a_cap_of_its_own(run: type_of_run) -> None:
    outcome = run("open('a', 'w').write('x' * 50)", outputs={"a": 10, "b": 1000})

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE


@pytest.mark.parametrize("channel", ["stdout", "stderr"])
def test_a_flood_is_stopped_at_its_cap(run: type_of_run, channel: str) -> None:
    started_at = time.monotonic()
    outcome = run(
        f"import sys\nwhile True: sys.{channel}.write('x' * 1000)",
        stdout_bytes=5000,
        stderr_bytes=5000,
    )

    assert outcome.kind is OutcomeKind.OUTPUT_TOO_LARGE
    assert getattr(outcome, channel) == b"x" * 5000
    assert time.monotonic() - started_at < 10


def test_output_at_the_cap_is_not_too_large(run: type_of_run) -> None:
    assert run("print('x' * 4999)", stdout_bytes=5000).succeeded


def test_wall_time_ends_a_sleeper(run: type_of_run) -> None:
    started_at = time.monotonic()
    outcome = run(SLEEPER, wall_time=1)

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.exit_code is None
    assert outcome.stdout == b"up\n"
    assert 1 <= outcome.usage.wall_seconds < 2
    assert time.monotonic() - started_at < 10


def test_cpu_time_ends_a_spinner_long_before_its_wall_time(run: type_of_run) -> None:
    outcome = run("while True: pass", cpu_time=0.5, wall_time=60)

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.usage.cpu_seconds is not None
    assert 0.5 <= outcome.usage.cpu_seconds < 2
    assert outcome.usage.wall_seconds < 30


def test_cpu_time_counts_children(run: type_of_run) -> None:
    outcome = run(
        "import os, time\nif os.fork() == 0:\n    while True: pass\ntime.sleep(60)",
        cpu_time=0.5,
        wall_time=60,
    )

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.usage.wall_seconds < 30


def test_a_child_that_ignores_signals_and_left_the_session_ends_too(run: type_of_run) -> None:
    started_at = time.monotonic()
    outcome = run(
        "import os, signal, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    for one in range(1, 32):\n"
        "        if one not in (9, 19): signal.signal(one, signal.SIG_IGN)\n"
        "    if os.fork() == 0: time.sleep(600)\n"
        "    time.sleep(600)\n"
        "for one in (1, 2, 15): signal.signal(one, signal.SIG_IGN)\n"
        "time.sleep(600)",
        wall_time=1,
    )

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert time.monotonic() - started_at < 10


def test_a_daemon_that_keeps_stdout_open_does_not_delay_the_end(run: type_of_run) -> None:
    started_at = time.monotonic()
    outcome = run("import os, time\nif os.fork() == 0: time.sleep(60)\nprint('done')")

    assert outcome.succeeded
    assert outcome.stdout == b"done\n"
    assert time.monotonic() - started_at < 10


def test_on_output_receives_what_is_printed_while_it_runs(runner: Runner) -> None:
    received: list[tuple[float, bytes]] = []
    outcome = runner.run(
        job(
            "import sys, time; print('one', flush=True); time.sleep(1)\n"
            "print('two', file=sys.stderr, flush=True)"
        ),
        on_output=lambda data: received.append((time.monotonic(), data)),
    )

    assert outcome.succeeded
    assert b"".join(data for _, data in received) == b"one\ntwo\n"
    assert received[-1][0] - received[0][0] > 0.5


def test_the_environment_is_the_jobs_and_not_ours(
    run: type_of_run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY_OF_THE_HOST", "secret")
    outcome = run(
        "import os; print(os.environ.get('CANARY_OF_THE_HOST'), os.environ['COLOUR'])",
        environment={"COLOUR": "blue"},
    )

    assert outcome.stdout == b"None blue\n"


def test_arguments_and_the_working_directory_are_the_jobs(run: type_of_run) -> None:
    outcome = run(
        "import os, sys; print(sys.argv, sorted(os.listdir()))", "a b", "", files={"x": b""}
    )

    assert outcome.stdout == b"['main.py', 'a b', ''] ['main.py', 'x']\n"


def test_a_jobs_folder_is_its_working_directory(run: type_of_run) -> None:
    outcome = run(
        "import os; print(os.getcwd(), sorted(os.listdir()))\n"
        "open('made', 'w').write(open('in/a').read() + '!')",
        files={"in/a": b"here"},
        outputs={"made": 10},
        folder="some/other place",
    )

    assert outcome.stdout.endswith(b"/some/other place ['in', 'main.py']\n")
    assert outcome.files == {"made": b"here!"}


@pytest.mark.parametrize("folder", ["/etc", "..", "a/../../b", "a//b", "."])
def test_a_jobs_folder_lies_below_the_work_folder(folder: str) -> None:
    with pytest.raises(ValueError, match="below the work folder"):
        job("", folder=folder)


def test_equal_hash_seeds_print_equal_bytes(run: type_of_run) -> None:
    code = "print(hash('a'), list({'a', 'b', 'c', 'd', 'e'}))"
    first, second, other = (run(code, hash_seed=seed) for seed in (7, 7, 8))

    assert first.stdout == second.stdout
    assert first.stdout != other.stdout


def test_stdin_is_empty_without_a_stream(run: type_of_run) -> None:
    assert run("import sys; print(repr(sys.stdin.read()))").stdout == b"''\n"


def test_usage_and_phases_are_measured(run: type_of_run) -> None:
    outcome = run("import time; time.sleep(0.3); sum(range(10**6))")

    assert 0.3 <= outcome.usage.wall_seconds < 5
    assert outcome.usage.cpu_seconds is not None
    assert 0 < outcome.usage.cpu_seconds < 2
    assert {"start", "stream_in", "execute", "collect"} <= outcome.phases.keys()
    assert all(seconds >= 0 for seconds in outcome.phases.values())


def test_an_image_without_a_recipe_is_our_failure(runner: Runner) -> None:
    with pytest.raises(ImageMissingError):
        runner.run(Job(image="no-such-image", argv=("true",)))
    with pytest.raises(ImageMissingError):
        runner.image_digest("../python-ml")


def test_the_image_has_one_digest(runner: Runner) -> None:
    assert runner.image_digest(IMAGE) == runner.image_digest(IMAGE)


def test_jobs_run_at_the_same_time_without_meeting(runner: Runner) -> None:
    code = "import os, sys, time; open('mine', 'w').write(sys.argv[1]); time.sleep(0.5)\nprint(os.listdir(), open('mine').read())"
    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda n: runner.run(job(code, str(n))), range(4)))

    for number, outcome in enumerate(outcomes):
        assert outcome.succeeded
        assert outcome.stdout.endswith(f" {number}\n".encode())
        assert outcome.stdout.count(b"mine") == 1


def _run_until_up(runner: Runner, labels: dict[str, str]) -> tuple[threading.Thread, list[object]]:
    up, ends = threading.Event(), []

    def run() -> None:
        try:
            ends.append(runner.run(job(SLEEPER, labels=labels), on_output=lambda _: up.set()))
        except SandboxError as error:
            ends.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert up.wait(30)
    return thread, ends


def test_kill_ends_the_jobs_with_these_labels_as_our_doing(runner: Runner) -> None:
    thread, ends = _run_until_up(runner, {"run": "r1", "fence": "3"})

    assert runner.kill({"run": "r1", "fence": "2"}) == 0
    assert runner.kill({"run": "r1"}) == 1
    thread.join(30)

    assert isinstance(ends[0], SandboxError)


def test_reap_ends_what_is_not_live_and_spares_the_rest(runner: Runner) -> None:
    dead, dead_ends = _run_until_up(runner, {"run": "dead"})
    live, live_ends = _run_until_up(runner, {"run": "live"})

    assert runner.reap(lambda labels: labels.get("run") != "dead") == 1
    dead.join(30)
    assert isinstance(dead_ends[0], SandboxError)
    assert not live_ends

    assert runner.reap(lambda labels: labels.get("run") != "live") == 1
    live.join(30)
    assert isinstance(live_ends[0], SandboxError)


def test_kill_with_nothing_to_end_ends_nothing(runner: Runner) -> None:
    assert runner.kill({"run": "nobody"}) == 0
