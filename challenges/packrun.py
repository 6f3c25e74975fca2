"""The entry of the grader's container: runs one task of a pack's own code on every case.

Reads `request.json`; the pack lies in `pack/`, the cases in `cases/<n>/`. Writes `cases.tar`
(generate) or `verdict.json` (grade, visible). Whatever the pack's code raises, other than
`InvalidOutput`, ends this program with a traceback: the platform's fault, never the candidate's.
"""

import dataclasses
import importlib
import json
import math
import sys
from pathlib import Path
from typing import Any

from challenges import packkit
from challenges.archive import write_archive

PACK = Path("pack")
CASES = Path("cases")


def main() -> None:
    request = json.loads(Path("request.json").read_bytes())
    # Packs say `import packkit`; it must be this very module, so that types are the same.
    sys.modules["packkit"] = packkit
    sys.path.insert(0, str(PACK.resolve()))
    if request["task"] == "generate":
        _generate(request["seeds"])
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
            verdicts.append({"invalid": str(error)[:500]})
    Path("verdict.json").write_text(json.dumps({"cases": verdicts}, allow_nan=False))


def _grade_one(case: Path, outputs: Path) -> dict[str, Any]:
    measures = importlib.import_module("grade").grade(case, outputs)
    return {"measures": {name: _plain(measure) for name, measure in measures.items()}}


def _check_one(case: Path, outputs: Path) -> dict[str, Any]:
    findings = importlib.import_module("visible").check(case, outputs)
    return {"findings": [_plain(finding) for finding in findings]}


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
    return plain


if __name__ == "__main__":
    main()
