"""A step that serves: the pack's client asks, and whatever the service does has a name and an end."""

import json
import time
from pathlib import Path

import pytest

from challenges.cases import Case, hidden_seeds, make_cases
from challenges.catalog import Pack, load_pack
from challenges.errors import GraderError, ManifestError
from challenges.grading import check_visible, grade
from challenges.report import COMPLETED
from challenges.steps import CaseRun, run_case
from challenges.verify import verify
from sandbox.docker_runner import DockerRunner
from sandbox.process_runner import ProcessRunner

TAX_DESK = Path(__file__).parents[1] / "fakes" / "tax-desk"
SEED = 7


pytestmark = pytest.mark.slow  # a service and its client for each


@pytest.fixture(scope="module")
def desk() -> Pack:
    return load_pack(TAX_DESK)


@pytest.fixture(scope="module")
def case(desk: Pack, runner: ProcessRunner) -> Case:
    return make_cases(desk, hidden_seeds(SEED, 1), runner=runner, labels={})[0]


def _changed(pack: Pack, path: str, *changes: tuple[str, str]) -> Pack:
    text = pack.files[path].decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return Pack.from_files({**pack.files, path: text.encode()}, name=pack.slug)


def _serve(pack: Pack, case: Case, runner: ProcessRunner, source: str) -> CaseRun:
    return run_case(pack, case, {"desk.py": source.encode()}, runner=runner, labels={})


def _told(ran: CaseRun, name: str) -> dict[str, object]:
    told: dict[str, object] = json.loads(ran.outputs[f"outputs/desk/{name}"])
    return told


@pytest.fixture(scope="module")
def reference(desk: Pack) -> str:
    return desk.reference["desk.py"].decode()


def test_what_the_client_returns_and_what_the_service_used_reach_the_grader(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str
) -> None:
    ran = _serve(desk, case, runner, reference)

    assert ran.outcome == COMPLETED
    assert set(ran.outputs) == {"outputs/desk/replies.json", "outputs/desk/step.json"}
    assert _told(ran, "replies.json")["statuses"] == [400, 400, 400]
    usage = _told(ran, "step.json")
    assert 0 < usage["ready_seconds"] < usage["wall_seconds"]
    assert 0 < usage["stop_seconds"] < 1
    assert (usage["stopped"], usage["exit_code"]) == (True, 0)


def test_a_service_is_graded_and_checked_like_any_step(desk: Pack, runner: ProcessRunner) -> None:
    good, rude = (
        grade(desk, files=files, seed=SEED, runner=runner, labels={}, parallel=2)
        for files in (desk.reference, desk.mutant("rude"))
    )
    shown = check_visible(desk, files=desk.reference, seed=SEED, runner=runner, labels={})

    assert (good.outcome, good.score) == (COMPLETED, 1)
    assert rude.score == pytest.approx(0.4)
    assert [finding.passed for finding in shown.findings] == [True]


LISTEN = "import os, signal, socket, time\ndoor = socket.create_server(('127.0.0.1', int(os.environ['PORT'])))\n"
# Answers the first question, which is whether it is ready, and does as it likes from then on.
READY_ONCE = (
    LISTEN + "with door.accept()[0] as v: v.recv(9999); v.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n')\n"
)
TALKS = "while True:\n    with door.accept()[0] as v:\n        v.recv(9999)\n        "


@pytest.mark.parametrize(
    ("source", "outcome", "told"),
    [
        ("raise SystemExit(3)", "exited", "ended with exit code 3 before it was ready"),
        ("", "exited", "ended with exit code 0 before it was ready"),
        ("import time; time.sleep(60)", "timed_out", "did not get ready: GET /healthz was not"),
        (LISTEN + "time.sleep(60)", "timed_out", "no complete reply in time"),
        (LISTEN + TALKS + "v.sendall(b'garbage\\r\\n\\r\\n')", "timed_out", "not HTTP"),
        (LISTEN + TALKS + "v.sendall(b'HTTP/1.1 503 No\\r\\n\\r\\n')", "timed_out", "(status 503)"),
        (READY_ONCE + "raise SystemExit(7)", "exited", "exit code 7 while it was in use"),
        (READY_ONCE + "os.kill(os.getpid(), 9)", "exited", "exit code 137 while it was in use"),
        (READY_ONCE + "while True: print('x' * 9999)", "output_too_large", "wrote more output"),
        (READY_ONCE + "time.sleep(60)", "timed_out", "in use until its time limit was over"),
    ],
)  # fmt: skip
def test_what_a_service_does_is_a_named_outcome_in_time(
    desk: Pack, case: Case, runner: ProcessRunner, source: str, outcome: str, told: str
) -> None:
    hasty = _changed(desk, "client.py", ("seconds=5", "seconds=1"))
    hasty = _changed(hasty, "challenge.toml", ("wall_seconds = 10", "wall_seconds = 4"))
    began_at = time.monotonic()
    ran = _serve(hasty, case, runner, source)

    assert time.monotonic() - began_at < 10
    assert ran.outcome == outcome
    assert ran.message.startswith("hidden 1: Your service ")
    assert told in ran.message
    assert ran.outputs == {}
    assert [record.outcome for record in ran.records] == [outcome]


DRIP = READY_ONCE + (
    "import threading\n"
    "def drip(v):\n"
    "    try:\n"
    "        v.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Length: 9999\\r\\n\\r\\n')\n"
    "        while True: v.sendall(b'1'); time.sleep(0.05)\n"
    "    except OSError: pass\n"
    "while True: threading.Thread(target=drip, args=(door.accept()[0],), daemon=True).start()"
)
BOMB = READY_ONCE + TALKS + (
    "v.sendall(b'HTTP/1.1 200 OK\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 99\\r\\n\\r\\n' + b'z' * 99)"
)  # fmt: skip
BLOAT = READY_ONCE + TALKS + (
    "v.sendall(b'HTTP/1.1 200 OK\\r\\n\\r\\n')\n"
    "        try:\n"
    "            while True: v.sendall(b'[' * 65536)\n"
    "        except OSError: pass"
)  # fmt: skip


@pytest.mark.parametrize("source", [DRIP, BOMB, BLOAT], ids=["drip", "bomb", "bloat"])
def test_a_service_that_answers_in_bad_faith_measures_badly(
    desk: Pack, case: Case, runner: ProcessRunner, source: str
) -> None:
    few = _changed(desk, "generate.py", ("range(40)", "range(4)"))
    few = _changed(few, "challenge.toml", ("cpu_seconds = 5", "cpu_seconds = 20"))
    some = make_cases(few, hidden_seeds(SEED, 1), runner=runner, labels={})[0]
    began_at = time.monotonic()
    ran = _serve(few, some, runner, source)

    assert time.monotonic() - began_at < 12
    assert ran.outcome == COMPLETED
    replies = _told(ran, "replies.json")
    assert replies["taxes"] == [None] * 4
    assert replies["statuses"] == [None] * 3


def test_how_a_service_stops_is_measured_and_no_failure(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str
) -> None:
    stops = "signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))"
    assert stops in reference
    usages = [
        _told(_serve(desk, case, runner, reference.replace(stops, instead)), "step.json")
        for instead in ("", stops.replace("(0)", "(4)"), "signal.signal(15, signal.SIG_IGN)")
    ]

    assert [usage["exit_code"] for usage in usages] == [143, 4, None]
    assert [usage["stopped"] for usage in usages] == [True, True, False]
    assert 1 <= usages[2]["stop_seconds"] < 2


def test_a_services_own_files_are_outputs(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str
) -> None:
    logs = ('serve = "http"', 'serve = "http"\noutputs = [{ path = "log.txt", max_kb = 1 }]')
    logging = _changed(desk, "challenge.toml", logs)
    writes = reference.replace("sys.exit(0)", "(open('log.txt', 'w').write('bye'), sys.exit(0))")
    deaf = reference.replace("lambda *_: sys.exit(0)", "signal.SIG_IGN")

    assert _serve(logging, case, runner, writes).outputs["outputs/desk/log.txt"] == b"bye"
    ran = _serve(logging, case, runner, reference)
    assert (ran.outcome, "did not write log.txt" in ran.message) == ("malformed_output", True)
    ran = _serve(logging, case, runner, deaf)
    assert (ran.outcome, "within 1 s, so log.txt is missing" in ran.message) == ("timed_out", True)


def test_a_later_step_gets_what_the_service_wrote_and_never_what_the_client_did(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str
) -> None:
    text = desk.files["challenge.toml"].decode()
    serving, _, checks = text.partition("[[checks]]")
    later = (
        '[[steps]]\nname = "read"\ncommand = ["python", "read.py"]\n'
        'inputs = ["outputs/desk/{}"]\noutputs = [{{ path = "seen.txt" }}]\n\n[[checks]]'
    )
    outputs = 'serve = "http"\noutputs = [{ path = "log.txt" }]'
    serving = serving.replace('serve = "http"', outputs)

    def pack(path: str) -> Pack:
        told = (serving + later.format(path) + checks).encode()
        return Pack.from_files({**desk.files, "challenge.toml": told}, name="tax-desk")

    with pytest.raises(ManifestError, match=r"no earlier step writes 'outputs/desk/replies\.json'"):
        pack("replies.json")
    files = {
        "desk.py": f"open('log.txt', 'w').write('hello')\n{reference}".encode(),
        "read.py": b"open('seen.txt', 'w').write(open('data/log.txt').read())",
    }
    ran = run_case(pack("log.txt"), case, files, runner=runner, labels={})
    assert ran.outputs["outputs/read/seen.txt"] == b"hello"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("return {", "raise KeyError('a secret rate')\n    return {", "client.py: failed: exited"),
        ("service.wait_until_ready(seconds=5)", "return None", "client.py: failed: exited"),
        ("replies.json", "step.json", "drive: step.json is the service's own file"),
        ("replies.json", "../escape", "cannot be read"),
    ],
)
def test_a_failing_client_is_ours_and_never_a_score(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(GraderError) as error:
        _serve(_changed(desk, "client.py", (old, new)), case, runner, reference)
    assert told in str(error.value)
    assert "secret rate" not in str(error.value)


def test_a_client_may_refuse_what_the_service_said(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str
) -> None:
    picky = _changed(
        desk,
        "client.py",
        ("import number", "import InvalidOutput, number"),
        ("    told = {", "    raise InvalidOutput('The taxes are odd.')\n    told = {"),
    )
    ran = _serve(picky, case, runner, reference)
    assert (ran.outcome, ran.message) == ("malformed_output", "hidden 1: The taxes are odd.")


def test_a_client_that_hides_that_nothing_was_ready_does_not_take_the_blame(
    desk: Pack, case: Case, runner: ProcessRunner
) -> None:
    hiding = _changed(
        desk,
        "client.py",
        (
            "    service.wait_until_ready(seconds=5)",
            "    try: service.wait_until_ready(seconds=1)\n    except Exception: return {}",
        ),
    )
    assert _serve(hiding, case, runner, "import time; time.sleep(60)").outcome == "timed_out"


def test_the_client_has_the_answers_and_the_service_has_none(
    desk: Pack, case: Case, runner: ProcessRunner, reference: str
) -> None:
    looks = _changed(
        desk,
        "client.py",
        (
            '"statuses":',
            '"seen": (case / "answers" / "taxes.csv").read_text().splitlines(),\n        "statuses":',
        ),
    )
    lists = f"import os; print(sorted(os.listdir()), os.listdir('data'))\n{reference}"
    ran = _serve(looks, case, runner, lists)

    assert _told(ran, "replies.json")["seen"] == case.files["answers/taxes.csv"].decode().split()
    assert "['data', 'desk.py'] ['rates.csv']" in ran.output


def test_a_serving_pack_is_verified_like_any(desk: Pack, runner: ProcessRunner) -> None:
    calibration = verify(desk, runner, quick=True, parallel=2)
    assert [(check.number, check.reasons) for check in calibration.checks if not check.ok] == []


@pytest.mark.docker
def test_a_service_is_graded_in_containers(desk: Pack) -> None:
    runner = DockerRunner(stock=None)
    told = grade(desk, files=desk.reference, seed=SEED, runner=runner, labels={}, parallel=2)
    rude = {**desk.workspace, "desk.py": READY_ONCE.encode() + b"raise SystemExit(7)"}
    dead = check_visible(desk, files=rude, seed=SEED, runner=runner, labels={})
    runner.close()

    assert (told.outcome, told.score) == (COMPLETED, 1)
    assert all(one.peak_memory_bytes for one in told.steps)
    assert (dead.outcome, dead.steps[0].exit_code) == ("exited", 7)
