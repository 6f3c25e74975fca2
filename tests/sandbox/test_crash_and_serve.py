"""A job that is killed half-way and run again; a service and its client on a shared loopback."""

import time
from datetime import timedelta

import pytest

from sandbox.container import LABEL
from sandbox.docker_runner import DockerRunner
from sandbox.engine import Engine
from sandbox.outcome import OutcomeKind
from sandbox.runner import Role, Runner, Service, Stream
from tests.sandbox.conftest import job, type_of_run

COUNTER = (
    "import os, time\n"
    "n = int(open('n').read()) if os.path.exists('n') else 0\n"
    "open('n', 'w').write(str(n + 1)); print('run', n, flush=True)\n"
)


def test_a_crashed_job_runs_again_on_the_files_it_left(run: type_of_run) -> None:
    outcome = run(
        COUNTER + "if n == 0: time.sleep(60)", crash_after=timedelta(seconds=1), outputs={"n": 5}
    )

    assert outcome.succeeded
    assert outcome.crashed
    assert outcome.stdout == b"run 0\nrun 1\n"
    assert outcome.files == {"n": b"2"}


def test_a_job_that_ends_before_its_crash_runs_twice_all_the_same(run: type_of_run) -> None:
    outcome = run(COUNTER, crash_after=timedelta(seconds=30), outputs={"n": 5})

    assert not outcome.crashed
    assert outcome.files == {"n": b"2"}


def test_nothing_of_the_crashed_run_lives_on(run: type_of_run) -> None:
    outcome = run(
        COUNTER + "if n == 0:\n"
        "    if os.fork() == 0:\n"
        "        os.setsid(); time.sleep(2); open('ghost', 'w')\n"
        "    time.sleep(60)\n"
        "time.sleep(3)",
        crash_after=timedelta(seconds=1),
        outputs={"ghost": 5},
    )

    assert outcome.crashed
    assert outcome.files == {}


def test_both_runs_share_one_wall_time(run: type_of_run) -> None:
    outcome = run("import time; time.sleep(60)", crash_after=timedelta(seconds=1), wall_time=2)

    assert outcome.kind is OutcomeKind.TIMED_OUT
    assert outcome.usage.wall_seconds < 4


def test_a_stream_cannot_be_crashed() -> None:
    with pytest.raises(ValueError, match="streamed"):
        job("", stream=Stream(batches=(b"a",)), crash_after=timedelta(seconds=1))


SERVER = (
    "import os, signal, sys\n"
    "from http.server import BaseHTTPRequestHandler, HTTPServer\n"
    "class Hello(BaseHTTPRequestHandler):\n"
    "    def do_GET(self):\n"
    "        self.send_response(200); self.end_headers(); self.wfile.write(b'hello ' + self.path.encode())\n"
    "    def log_message(self, *_): pass\n"
    "def stop(*_): print('stopping', flush=True); open('state', 'w').write('saved'); sys.exit(0)\n"
    "signal.signal(signal.SIGTERM, stop)\n"
    "HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Hello).serve_forever()\n"
)
CLIENT = (
    "import os, time, urllib.request\n"
    "url = f\"http://127.0.0.1:{os.environ['PORT']}/x\"\n"
    "for _ in range(200):\n"
    "    try: print(urllib.request.urlopen(url, timeout=2).read().decode()); break\n"
    "    except OSError: time.sleep(0.05)\n"
    "else: raise SystemExit(9)\n"
)


def client(code: str = CLIENT, **details: object) -> object:
    return job(code, role=Role.GRADER, **details)


def test_a_client_talks_to_a_service_which_then_stops_gracefully(runner: Runner) -> None:
    served = runner.serve(Service(job=job(SERVER, outputs={"state": 10})), client())

    assert served.client.stdout == b"hello /x\n"
    assert served.service.succeeded
    assert served.service.stdout == b"stopping\n"
    assert served.service.files == {"state": b"saved"}


def test_a_client_can_watch_the_service_stop(runner: Runner) -> None:
    watches = CLIENT + (
        "import sys; sys.stdout.write('st'); sys.stdout.flush(); time.sleep(0.2)\n"
        "print('op now', flush=True)\n"
        "sys.stdin.read(); print('it ended first')\n"
    )
    served = runner.serve(Service(job=job(SERVER), stop_word=b"stop now\n"), client(watches))

    assert served.client.stdout.splitlines()[-1] == b"it ended first"
    assert served.service.stdout == b"stopping\n"
    assert served.service.stop_seconds is not None


def test_a_service_that_does_not_stop_is_timed_out(runner: Runner) -> None:
    code = SERVER.replace("def stop(*_):", "def stop(*_): return\ndef never(*_):")
    served = runner.serve(Service(job=job(code), stop_time=timedelta(seconds=0.5)), client())

    assert served.client.succeeded
    assert served.service.kind is OutcomeKind.TIMED_OUT


def test_a_service_that_crashes_is_its_own_end_and_the_clients_finding(runner: Runner) -> None:
    served = runner.serve(
        Service(job=job("raise SystemExit(3)")), client(CLIENT.replace("200", "5"))
    )

    assert (served.service.kind, served.service.exit_code) == (OutcomeKind.EXITED, 3)
    assert served.client.exit_code == 9


def test_a_services_end_is_told_from_a_wall_time_that_was_over(runner: Runner) -> None:
    deaf = SERVER.replace("def stop(*_):", "def stop(*_): return\ndef never(*_):")
    short = Service(job=job(deaf), stop_time=timedelta(seconds=0.5))
    unasked = Service(job=job(SERVER, wall_time=1))

    stopped = runner.serve(short, client()).service
    overdue = runner.serve(unasked, client("import sys; sys.stdin.read()")).service

    assert (stopped.kind, overdue.kind) == (OutcomeKind.TIMED_OUT, OutcomeKind.TIMED_OUT)
    assert stopped.stop_seconds is not None
    assert 0.5 <= stopped.stop_seconds < 1
    assert overdue.stop_seconds is None
    assert 1 <= overdue.usage.wall_seconds < 2


def test_a_clients_stdin_ends_with_the_service(runner: Runner) -> None:
    waits = "import sys, time; t = time.monotonic(); sys.stdin.read(); print(time.monotonic() - t)"
    dies = Service(job=job("import time; time.sleep(1.5); raise SystemExit(3)"))
    served = runner.serve(dies, client(waits))

    assert 0.5 < float(served.client.stdout) < 5
    assert (served.service.exit_code, served.service.stop_seconds) == (3, None)


def test_what_both_print_is_received_apart_while_they_run(runner: Runner) -> None:
    of_service, of_client = list[bytes](), list[bytes]()
    began_at = time.monotonic()
    served = runner.serve(
        Service(job=job(SERVER)),
        client(),
        on_output=of_service.append,
        on_client_output=of_client.append,
    )

    assert b"".join(of_service) == b"stopping\n"
    assert b"".join(of_client) == b"hello /x\n"
    assert began_at < served.service.started_at < time.monotonic()


@pytest.mark.docker
def test_the_shared_network_is_a_loopback_and_nothing_else(docker_runner: DockerRunner) -> None:
    look = "import os; print(os.listdir('/sys/class/net'), os.path.exists('/work/secret'), len([p for p in os.listdir('/proc') if p.isdigit()]))\n"
    service = Service(job=job(SERVER, files={"secret": b"x"}))
    served = docker_runner.serve(service, client(look + CLIENT))

    assert served.client.stdout == b"['lo'] False 4\nhello /x\n"


@pytest.mark.docker
def test_services_leave_nothing_behind(built_image: str) -> None:
    runner, engine = DockerRunner(stock=None), Engine()
    runner.serve(Service(job=job(SERVER)), client())
    runner.close()

    assert engine.containers({LABEL: runner.installation}) == []
    engine.close()
