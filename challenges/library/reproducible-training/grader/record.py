"""What a run left in its folder, read with suspicion, and the lock file's lines."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packkit import InvalidOutput, number, optional, read_csv, read_json, text

RUNS = ("train", "train.2", "train.3")
MAX_LOCK = 64 * 1024
PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9][A-Za-z0-9.+!-]*)")


@dataclass(frozen=True)
class Run:
    predictions: dict[str, float]
    expected_error: float
    lineage: dict[str, Any]
    lock: list[str]
    written: dict[str, bytes]  # report and lineage, byte for byte


def read_run(outputs: Path, step: str, ids: list[str]) -> Run:
    folder = outputs / step / "run"
    rows = read_csv(
        folder / "predictions.csv", {"id": text, "bikers": number}, ids=ids, id_column="id"
    )
    report = read_json(folder / "report.json", {"expected_error": number})
    if report["expected_error"] < 0:
        raise InvalidOutput("report.json: expected_error is below 0.")
    names = ("data_sha256", "code_sha256", "parameters", "libraries", "python")
    return Run(
        predictions={row["id"]: row["bikers"] for row in rows},
        expected_error=report["expected_error"],
        lineage=read_json(folder / "lineage.json", dict.fromkeys(names, optional(_anything))),
        lock=_lines(folder / "requirements.lock"),
        written={name: (folder / name).read_bytes() for name in ("report.json", "lineage.json")},
    )


def _anything(value: Any) -> Any:
    return value


def _lines(path: Path) -> list[str]:
    raw = path.read_bytes()
    if len(raw) > MAX_LOCK:
        raise InvalidOutput(f"{path.name}: more than {MAX_LOCK} bytes.")
    try:
        told = raw.decode("utf-8").replace("\\\n", " ")
    except UnicodeDecodeError:
        raise InvalidOutput(f"{path.name}: not UTF-8 text.") from None
    return [line for one in told.splitlines() if (line := one.partition("#")[0].strip())]


def pins(lock: list[str]) -> tuple[dict[str, str], int]:
    """Packages with their one exact version, and how many lines pin nothing."""
    found: dict[str, str] = {}
    loose = 0
    for line in lock:
        requirement = line.split(" --hash=")[0].strip()
        match = PIN.fullmatch(requirement)
        if match is None:
            loose += not line.startswith("--")
            continue
        name = re.sub(r"[-_.]+", "-", match[1]).lower()
        loose += found.get(name, match[2]) != match[2]
        found[name] = match[2]
    return found, loose


@dataclass(frozen=True)
class Audit:
    code_sha256: str
    needed: dict[str, str]
    python: str


def read_audit(outputs: Path) -> Audit:
    """`audit.json` was written by our own program, in a container where nothing else ran."""
    return Audit(**json.loads((outputs / "audit" / "audit.json").read_bytes()))
