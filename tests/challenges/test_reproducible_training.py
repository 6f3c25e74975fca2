"""What reproducible-training deals out is what its brief says, and its record is checked against facts."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from challenges.catalog import LIBRARY, Pack, load_pack
from tests.challenges.pack_entry import Case, generate, judge, write

STEPS = ("train", "train.2", "train.3")
AUDIT = {
    "code_sha256": "c0de",
    "needed": {"numpy": "2.4.6", "python-dateutil": "4.0.0"},
    "python": "3.11.9",
}
LOCK = "numpy==2.4.6\npython_dateutil==4.0.0\n"


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(LIBRARY / "reproducible-training")


@pytest.fixture(scope="module")
def case(pack: Pack, tmp_path_factory: pytest.TempPathFactory) -> Case:
    return generate(pack, (11,), tmp_path_factory.mktemp("cases"))[0]


def _rows(case: Case, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(case[name].decode())))


def test_new_hours_are_of_other_days_than_the_known_ones(case: Case) -> None:
    known = {
        row["day"] for part in range(6) for row in _rows(case, f"public/shards/part-{part}.csv")
    }
    assert known.isdisjoint({row["day"] for row in _rows(case, "public/new.csv")})


def test_exports_overlap_and_never_contradict_each_other(case: Case) -> None:
    rows = [row for part in range(6) for row in _rows(case, f"public/shards/part-{part}.csv")]
    assert len(rows) == 1800
    assert len({tuple(row.values()) for row in rows}) == 600
    assert len({(row["district"], row["day"], row["hour"]) for row in rows}) == 600


Graded = Callable[..., dict[str, float | None]]


@pytest.fixture
def graded(pack: Pack, case: Case, tmp_path: Path) -> Graded:
    """Grade three runs that predict `off` bicycles beside the truth and record it well."""

    def grade(
        *,
        off: tuple[float, float, float] = (20.0, 20.0, 20.0),
        promise: float = 20.0,
        lock: str = LOCK,
        **lineage: Any,
    ) -> dict[str, float | None]:
        outputs = {"audit/audit.json": json.dumps(AUDIT).encode()}
        for step, distance in zip(STEPS, off, strict=True):
            told = _right_lineage(case) | lineage
            if "started_at" in told:
                told["started_at"] = step
            rows = [
                f"{row['id']},{int(row['bikers']) + distance}"
                for row in _rows(case, "answers/new.csv")
            ]
            outputs[f"{step}/run/predictions.csv"] = "\n".join(["id,bikers", *rows]).encode()
            outputs[f"{step}/run/report.json"] = json.dumps({"expected_error": promise}).encode()
            outputs[f"{step}/run/lineage.json"] = json.dumps(told).encode()
            outputs[f"{step}/run/requirements.lock"] = lock.encode()
        measures = judge(pack, case, outputs, tmp_path)["measures"]
        return {name: measure["value"] for name, measure in measures.items()}

    return grade


def _right_lineage(case: Case) -> dict[str, Any]:
    parts = [f"part-{part}.csv" for part in range(6)]
    lines = [
        f"{hashlib.sha256(case[f'public/shards/{part}']).hexdigest()}  {part}\n" for part in parts
    ]
    return {
        "data_sha256": hashlib.sha256("".join(lines).encode()).hexdigest(),
        "code_sha256": AUDIT["code_sha256"],
        "parameters": json.loads(case["public/parameters.json"]),
        "libraries": AUDIT["needed"],
        "python": AUDIT["python"],
    }


def test_an_honest_record_measures_best(graded: Graded) -> None:
    assert graded() == {
        "predictions_differ": 0,
        "record_differs": 0,
        "claim_beyond": 0,
        "model_error": 20,
        "lineage_right": 1,
        "lock_agreement": 1,
    }


@pytest.mark.parametrize(("apart", "share"), [(0.0004, 0), (0.01, 1)])
def test_predictions_agree_within_a_tolerance(graded: Graded, apart: float, share: float) -> None:
    assert graded(off=(20, 20, 20 + apart))["predictions_differ"] == share


def test_a_record_of_what_only_happened_is_another_each_time(graded: Graded) -> None:
    values = graded(started_at="")
    assert (values["record_differs"], values["lineage_right"]) == (1, 1)


@pytest.mark.parametrize(("promise", "beyond"), [(10, 0.5), (25, 0), (31, None)])
def test_a_promise_is_held_against_what_came(
    graded: Graded, promise: float, beyond: float | None
) -> None:
    assert graded(promise=promise)["claim_beyond"] == beyond


def test_every_entry_of_the_lineage_is_checked(graded: Graded) -> None:
    assert graded(code_sha256="see version control")["lineage_right"] == 0.8
    assert graded(libraries=["numpy"], parameters={"seed": 42}, python=None)["lineage_right"] == 0.4


@pytest.mark.parametrize(
    ("lock", "agreement"),
    [
        ("", 0),
        ("numpy==2.4.6\n", 0.5),
        ("numpy>=2\npython-dateutil\n", 0),
        ("numpy==2.4.5\npython-dateutil==4.0.0\n", 1 / 3),
        (f"# made by hand\n{LOCK}pandas==3.1.1 --hash=sha256:ab\n", 1),
        (LOCK + "numpy==2.4.5\n", 1 / 4),
    ],
)
def test_a_lock_pins_what_is_installed(graded: Graded, lock: str, agreement: float) -> None:
    assert graded(lock=lock)["lock_agreement"] == pytest.approx(agreement)


def test_a_constant_is_worse_than_the_floor_of_the_error(case: Case) -> None:
    came = sorted(int(row["bikers"]) for row in _rows(case, "answers/new.csv"))
    middle = came[len(came) // 2]
    bounds = json.loads(case["answers/bounds.json"])
    assert sum(abs(one - middle) for one in came) / len(came) > bounds["profile"]
    assert bounds["yardstick"] < 0.85 * bounds["profile"]


def test_the_audit_sees_what_is_imported_and_runs_nothing(case: Case, tmp_path: Path) -> None:
    write(tmp_path / "data" / "audit.py", case["public/audit.py"])
    write(
        tmp_path / "train.py", b"import numpy as np, json\nfrom model import x\nraise SystemExit(9)"
    )
    write(tmp_path / "model.py", b"x = 1")
    command = [sys.executable, "data/audit.py", "train.py"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    told = json.loads((tmp_path / "audit.json").read_bytes())
    assert list(told["needed"]) == ["numpy"]
    write(tmp_path / "model.py", b"x = 2")
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    assert json.loads((tmp_path / "audit.json").read_bytes())["code_sha256"] != told["code_sha256"]
