"""What a step published, and the truth that it is held against."""

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packkit import list_of, read_csv, read_json, text, whole

from grader.records import DAYS, Record

FILES = (*(f"{day}.csv" for day in DAYS), "manifest.json")
MOST = 20_000
UNREADABLE = 0  # the revision of a row that is no record


def revision(value: Any) -> int:
    try:
        return whole(value)
    except ValueError:
        return UNREADABLE


PARSERS = {name: revision if name == "revision" else text for name in Record._fields}


@dataclass(frozen=True)
class Published:
    """`rows`: every row with the partition that it stands in."""

    rows: list[tuple[str, Record]]
    manifest: dict[str, Any]
    raw: dict[str, bytes]  # file → bytes
    refused: frozenset[str]

    @property
    def places(self) -> Counter[tuple[str, Record]]:
        return Counter(self.rows)


def read_published(outputs: Path, step: str) -> Published:
    folder = outputs / step / "published"
    rows = [
        (day, Record(**row))
        for day in DAYS
        for row in read_csv(folder / f"{day}.csv", PARSERS, max_rows=MOST)
    ]
    manifest = read_json(
        folder / "manifest.json",
        {"partitions": _partitions, "deliveries": list_of(text, at_most=500)},
    )
    report = read_json(outputs / step / "report.json", {"refused": list_of(text, at_most=500)})
    raw = {name: (folder / name).read_bytes() for name in FILES}
    return Published(rows, manifest, raw, frozenset(report["refused"]))


def _partitions(value: Any) -> dict[str, tuple[int, str]]:
    if not isinstance(value, dict) or set(value) != set(DAYS):
        raise ValueError("must have one entry for each of the six days")
    entries = {}
    for day, entry in value.items():
        if not isinstance(entry, dict) or set(entry) != {"records", "sha256"}:
            raise ValueError(f"must give records and sha256 of {day}")
        entries[day] = (whole(entry["records"]), text(entry["sha256"]))
    return entries


def agreement(one: Published, deliveries: set[str]) -> float:
    """Half for the partitions that are as the manifest says, half for its list of deliveries."""
    right = 0
    for day in DAYS:
        rows = sum(place == day for place, _ in one.rows)
        digest = hashlib.sha256(one.raw[f"{day}.csv"]).hexdigest()
        right += one.manifest["partitions"][day] == (rows, digest)
    return right / len(DAYS) / 2 + (one.manifest["deliveries"] == sorted(deliveries)) / 2


@dataclass(frozen=True)
class Truth:
    first: frozenset[Record]  # what should be published after the first night
    late: frozenset[Record]  # and after the second
    faults: dict[str, str]  # of the second night's deliveries
    sent: dict[str, set[tuple[str, int]]]  # delivery → flight and revision

    @property
    def sound(self) -> list[str]:
        return [name for name, fault in self.faults.items() if fault == "none"]

    @property
    def broken(self) -> list[str]:
        return [name for name, fault in self.faults.items() if fault != "none"]

    def spoilt(self, name: str) -> set[tuple[str, int]]:
        """What a broken delivery sent that nobody had sent before."""
        before = {record.flight_id: record.revision for record in self.first}
        return {(flight, at) for flight, at in self.sent[name] if at > before.get(flight, 0)}


def read_truth(case: Path) -> Truth:
    faults = {row["delivery"]: row["fault"] for row in _rows(case / "answers" / "deliveries.csv")}
    sent: dict[str, set[tuple[str, int]]] = {name: set() for name in faults}
    for row in _rows(case / "answers" / "sent.csv"):
        sent[row["delivery"]].add((row["flight_id"], int(row["revision"])))
    first, late = (
        frozenset(Record(**(row | {"revision": int(row["revision"])})) for row in _rows(path))
        for path in (case / "answers" / "first.csv", case / "answers" / "late.csv")
    )
    return Truth(first, late, faults, sent)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
