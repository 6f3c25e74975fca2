"""What one case knows: the right cells, and which of them tell of which mistake."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.features import FEATURES, Cells, Request
from grader.messages import Message


@dataclass(frozen=True)
class Truth:
    right: dict[str, Cells]  # by request
    asked: dict[str, Request]
    served: list[str]  # in the order in which they were asked
    telling: dict[str, dict[str, list[int]]]  # kind of mistake → request → places of cells


def read_truth(case: Path) -> Truth:
    with (case / "hidden" / "rows.csv").open(newline="") as file:
        asked = {row["request"]: _request(row) for row in csv.DictReader(file)}
    with (case / "answers" / "features.csv").open(newline="") as file:
        cells = [_cells(row) for row in csv.DictReader(file)]
    told = json.loads((case / "answers" / "telling.json").read_text())
    right = dict(zip(told["rows"], cells, strict=True))
    served = sorted(told["served"], key=lambda name: (asked[name].at, name))
    return Truth(right, asked, served, told["telling"])


def read_messages(case: Path) -> list[Message]:
    lines = (case / "hidden" / "log.jsonl").read_text().splitlines()
    return [Message(**json.loads(line)) for line in lines]


def _request(row: dict[str, Any]) -> Request:
    return Request(row["request"], int(row["at"]), row["origin"], row["carrier"], row["tail"])


def _cells(row: dict[str, str]) -> Cells:
    return tuple(float(row[name]) if row[name] else None for name in FEATURES)
