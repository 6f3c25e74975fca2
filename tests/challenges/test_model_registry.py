"""The operations that model-registry deals out are what its brief says, and its driver really kills."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from challenges.packkit import StepUsage
from tests.challenges.pack_entry import Case, generate, judge

Line = dict[str, Any]

CAREFUL = """
import json, os
class Registry:
    def __init__(self, folder):
        self.path = folder + "/count.json"
        self.done = json.load(open(self.path)) if os.path.exists(self.path) else []
    def apply(self, operation):
        if operation["op"] == "register" and operation["id"] not in self.done:
            self.done.append(operation["id"])
            with open(self.path + ".new", "w") as file:
                json.dump(self.done, file)
            os.replace(self.path + ".new", self.path)
        return {"version": len(self.done), "process": os.getpid()}
"""
CARELESS = CAREFUL.replace('self.path + ".new", "w"', 'self.path, "w"').replace(
    'os.replace(self.path + ".new", self.path)', "pass"
)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "model-registry")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


@pytest.fixture(scope="module")
def operations(case: Case) -> list[Line]:
    return _lines(case["hidden/ops.jsonl"])


def _lines(raw: bytes) -> list[Line]:
    return [json.loads(line) for line in raw.splitlines()]


def test_a_case_has_quiet_sites_and_sites_with_three_kills(operations: list[Line]) -> None:
    kills = Counter({operation["site"]: 0 for operation in operations})
    kills.update(operation["site"] for operation in operations if "kill" in operation)
    assert Counter(kills.values()) == {0: 4, 3: 8}
    assert kills["s00"] == 3  # the kill from outside comes early
    sizes = Counter(operation["site"] for operation in operations)
    assert all(90 <= sizes[site] <= 92 for site, count in kills.items() if not count)


def test_every_operation_and_every_refusal_comes_up(pack: Pack, tmp_path: Path) -> None:
    refused, kinds = set(), set()
    for case in generate(pack, (1, 2, 3, 4), tmp_path):
        kinds |= {operation["op"] for operation in _lines(case["hidden/ops.jsonl"])}
        refused |= {line.split(b",")[1].decode() for line in case["answers/outcomes.csv"].split()}
    assert len(kinds) == 11
    assert refused - {"outcome", "done"} == {
        "unknown",
        "archived",
        "production",
        "not-passed",
        "corrupt",
        "none",
        "nothing-to-return-to",
    }


def test_the_right_answers_of_the_practice_sites_are_handed_out_and_no_others(case: Case) -> None:
    practice = {operation["id"] for operation in _lines(case["public/ops.jsonl"])}
    assert {line["id"] for line in _lines(case["public/right.jsonl"])} == practice
    assert not practice & {operation["id"] for operation in _lines(case["hidden/ops.jsonl"])}


def _drive(folder: Path, pack: Pack, program: str, operations: list[Line]) -> list[Line]:
    """Let the pack's driver work with a program, as in the second of its two runs: without waiting."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "drive.py").write_bytes(pack.grader_files["grader/drive.py"])
    lines = [json.dumps({"site": "s", "model": "m", **operation}) for operation in operations]
    (folder / "data" / "ops.jsonl").write_text("\n".join(lines) + "\n")
    (folder / "registry.py").write_text(program)
    (folder / "drive.jsonl").touch()
    command = [sys.executable, "data/drive.py", "registry.py"]
    subprocess.run(command, cwd=folder, check=True, timeout=60, capture_output=True)
    return _lines((folder / "drive.jsonl").read_bytes())


def _register(name: str, **more: object) -> Line:
    return {"id": name, "op": "register", **more}


@pytest.mark.parametrize("kill", [1, 2, 3, 99])
def test_the_driver_kills_the_process_looks_and_sends_the_operation_again(
    pack: Pack, tmp_path: Path, kill: int
) -> None:
    told = _drive(tmp_path, pack, CAREFUL, [_register("a"), _register("b", kill=kill)])
    assert [line["kind"] for line in told] == ["started", "answer", "killed", "look", "answer"]
    first, look, last = told[1]["answer"], told[3]["seen"]["status"], told[4]["answer"]
    assert first["process"] != look["process"] == last["process"]
    assert look["version"] == (1 if kill < 3 else 2)  # the third change puts the new file in place
    assert last["version"] == 2


def test_a_file_that_is_written_in_place_is_found_empty(pack: Pack, tmp_path: Path) -> None:
    told = _drive(tmp_path, pack, CARELESS, [_register("a"), _register("b", kill=1)])
    assert "error" in told[3]["seen"]["status"]


def test_the_driver_goes_on_where_a_process_ends_by_itself(pack: Pack, tmp_path: Path) -> None:
    leaving = CAREFUL.replace(
        "        return", "        operation['id'] == 'b' and os._exit(3)\n        return"
    )
    told = _drive(tmp_path, pack, leaving, [_register("a"), _register("b"), _register("c")])
    answers = {line["id"]: line["answer"] for line in told if line["kind"] == "answer"}
    assert answers["b"] == {"error": "the process ended with 3"}
    assert answers["c"]["version"] == 3


def test_a_damaged_file_is_another_file(pack: Pack, tmp_path: Path) -> None:
    artefact = tmp_path / "sites" / "s" / "artefacts" / "d1"
    artefact.parent.mkdir(parents=True)
    artefact.write_bytes(b"model")
    damage = {"id": "x", "op": "damage", "digest": "d1"}
    told = _drive(tmp_path, pack, CAREFUL, [damage, damage | {"id": "y", "digest": "d2"}])
    assert [line["answer"]["damaged"] for line in told[1:]] == [True, False]
    assert artefact.read_bytes() == b"Model"


@pytest.fixture(scope="module")
def journal(
    pack: Pack, operations: list[Line], tmp_path_factory: pytest.TempPathFactory
) -> list[Line]:
    """What the driver wrote of the reference, which shares no code with the grader."""
    program = pack.reference["registry.py"].decode()
    return _drive(tmp_path_factory.mktemp("drive") / "work", pack, program, operations)


Graded = Callable[..., dict[str, Any]]


@pytest.fixture
def graded(pack: Pack, case: Case, journal: list[Line], tmp_path: Path) -> Graded:
    """Grade the reference's journal, with each line changed."""

    def grade(change: Callable[[Line], Line] = lambda line: line, *, crashed: bool = True) -> Any:
        usage: dict[str, Any] = dict.fromkeys(StepUsage.__dataclass_fields__)
        usage |= {"answer_seconds": [], "crashed": crashed}
        outputs = {
            "drive/drive.jsonl": "\n".join(json.dumps(change(line)) for line in journal).encode(),
            "drive/step.json": json.dumps(usage).encode(),
        }
        return judge(pack, case, outputs, tmp_path)

    return grade


def _values(verdict: dict[str, Any]) -> dict[str, float | None]:
    return {name: measure["value"] for name, measure in verdict["measures"].items()}


def test_the_reference_measures_best(graded: Graded) -> None:
    assert _values(graded()) == {
        "served_wrongly": 0,
        "served_right": 1,
        "transitions": 1,
        "rollbacks": 1,
        "lineage": 1,
        "whole_after_kill": 1,
        "exactly_once": 1,
    }


def test_kills_that_were_not_carried_out_prove_nothing(graded: Graded) -> None:
    values = _values(graded(crashed=False))
    assert values["whole_after_kill"] is values["exactly_once"] is None
    spared = _values(graded(lambda line: line | {"kind": line["kind"].replace("killed", "look")}))
    assert spared["whole_after_kill"] is None


def test_refusing_to_serve_is_no_safety(graded: Graded) -> None:
    def silent(line: Line) -> Line:
        if "artefact" in (line.get("answer") or {}):
            return line | {"answer": {"refused": "corrupt"}}
        if "seen" in line:
            return line | {"seen": line["seen"] | {"resolve": {"refused": "corrupt"}}}
        return line

    values = _values(graded(silent))
    assert values["served_right"] == 0
    assert values["served_wrongly"] is None


def test_other_bytes_are_served_wrongly(graded: Graded) -> None:
    def off_by_a_bit(line: Line) -> Line:
        if "artefact" in (line.get("answer") or {}) and line["id"] < "g":
            return line | {"answer": line["answer"] | {"artefact": "AAAA"}}
        return line

    values = _values(graded(off_by_a_bit))
    assert values["served_wrongly"] is not None
    assert values["served_wrongly"] > 0.05


def test_states_of_before_with_a_version_of_after_are_half_done(graded: Graded) -> None:
    def half(line: Line) -> Line:
        if "seen" in line:
            return line | {"seen": line["seen"] | {"resolve": {"refused": "none"}}}
        return line

    values = _values(graded(half))
    assert values["whole_after_kill"] == 0
    assert values["exactly_once"] == 1


def test_a_journal_that_is_none_is_explained(graded: Graded) -> None:
    told = graded(lambda line: line | {"kind": "rumour"})["invalid"]
    assert "kind: 'rumour' is not one of started, answer, killed, look" in told
