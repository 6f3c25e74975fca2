"""The entry of the grader's container: runs one task of a pack's own code on every case.

Reads `request.json`; the pack lies in `pack/`, the cases in `cases/<n>/`. Writes `cases.tar`
(generate), `verdict.json` (grade, visible) or `driven.json` and `driven.tar` (client). Whatever the
pack's code raises, other than what names the candidate's doing (`InvalidOutput`, `NeverReadyError`),
ends this program with a traceback: the platform's fault, never the candidate's.
"""

import dataclasses
import importlib
import json
import math
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from challenges import packhttp, packkit
from challenges.archive import write_archive

PACK = Path("pack")
CASES = Path("cases")
# What the platform takes of a text (challenges/grader.py).
MAX_REFUSAL, MAX_SENTENCE = 500, 2000
SENTENCES = {"evidence", "message"}


def main() -> None:
    request = json.loads(Path("request.json").read_bytes())
    # Packs say `import packkit`; it must be this very module, so that types are the same.
    sys.modules["packkit"], sys.modules["packhttp"] = packkit, packhttp
    sys.path.insert(0, str(PACK.resolve()))
    if request["task"] == "generate":
        _generate(request["seeds"])
    elif request["task"] == "client":
        _drive(request["step"])
    else:
        _judge(request["task"], request["cases"])


def _generate(seeds: list[int]) -> None:
    module = importlib.import_module("generate")
    for position, seed in enumerate(seeds):
        for part in ("public", "hidden", "answers"):
            (CASES / str(position) / part).mkdir(parents=True)
        module.generate(seed, CASES / str(position))
    made = {
        path.relative_to(CASES).as_posix(): path.read_bytes()
        for path in CASES.rglob("*")
        if path.is_file()
    }
    Path("cases.tar").write_bytes(write_archive(made))


def _judge(task: str, cases: list[int]) -> None:
    judge = _grade_one if task == "grade" else _check_one
    verdicts = []
    for case in cases:
        folder = CASES / str(case)
        try:
            verdicts.append(judge(folder, folder / "outputs"))
        except packkit.InvalidOutput as error:
            verdicts.append({"invalid": _shown(str(error), MAX_REFUSAL)})
    Path("verdict.json").write_text(json.dumps({"cases": verdicts}, allow_nan=False))


def _drive(step: str) -> None:
    service = packhttp.Service.beside_us(step=step)
    files: dict[str, bytes] = {}
    told: dict[str, str] = {}
    try:
        files = importlib.import_module("client").drive(CASES / "0", service) or {}
    except packhttp.NeverReadyError:
        pass  # The service knows why.
    except packkit.InvalidOutput as error:
        told["invalid"] = _shown(str(error), MAX_REFUSAL)
    if service.never_ready is not None:
        told["never_ready"] = _shown(service.never_ready, MAX_REFUSAL)
    elif not service.is_ready:
        raise RuntimeError("client.py: drive: did not wait_until_ready")
    Path("driven.json").write_text(json.dumps(told))
    Path("driven.tar").write_bytes(write_archive(files))


def _grade_one(case: Path, outputs: Path) -> dict[str, Any]:
    measures = importlib.import_module("grade").grade(case, outputs)
    if not isinstance(measures, dict) or not _all_are(packkit.Measure, measures.values()):
        raise TypeError("grade.py: grade must return a dict: name of a check → Measure")
    return {"measures": {name: _plain(measure) for name, measure in measures.items()}}


def _check_one(case: Path, outputs: Path) -> dict[str, Any]:
    findings = importlib.import_module("visible").check(case, outputs)
    if not isinstance(findings, list) or not _all_are(packkit.Finding, findings):
        raise TypeError("visible.py: check must return a list of Finding")
    return {"findings": [_plain(finding) for finding in findings]}


def _all_are(kind: type, values: Iterable[Any]) -> bool:
    return all(isinstance(value, kind) for value in values)


def _plain(told: Any) -> dict[str, Any]:
    """Turn a dataclass into JSON's own types; NumPy's numbers and truth values become Python's."""
    plain = dataclasses.asdict(told)
    for key, value in plain.items():
        if key in {"value", "floor", "ceiling"} and value is not None:
            plain[key] = float(value)
            if not math.isfinite(plain[key]):
                raise ValueError(f"{key} of {told} is not finite")
        elif key == "passed" and value is not None:
            plain[key] = bool(value)
        elif key in SENTENCES:
            plain[key] = _shown(value, MAX_SENTENCE)
    return plain


def _shown(text: str, most: int) -> str:
    """Cut a text that may quote a candidate, and replace what UTF-8 cannot hold.

    Whatever a candidate writes, the verdict must fit its schema.
    """
    return text.encode("utf-8", "replace").decode()[:most]


if __name__ == "__main__":
    main()
