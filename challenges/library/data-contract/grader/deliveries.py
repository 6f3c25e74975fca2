"""Deliveries: the file of one airport's day, sound, legally changed or corrupt as a whole."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import numpy as np

from grader.movements import COLUMNS, Row, clock, is_cancelled, minutes, read_blocks
from grader.rows import spoil

KILOMETRES = 1.609
OFFSETS = (-5, -4, 0, 1, 5.5)  # hours: the partner's offices and servers


@dataclass
class File:
    """A file on its way: rows become text by these choices."""

    rows: list[Row]
    columns: list[str]
    line_end: str = "\n"
    quoting: int = csv.QUOTE_MINIMAL
    mark: str = ""  # byte order mark
    claimed: int = 0  # rows, as the envelope says

    def text(self) -> str:
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator=self.line_end, quoting=self.quoting)  # type: ignore[arg-type]
        writer.writerow(self.columns)
        writer.writerows([[row[name] for name in self.columns] for row in self.rows])
        return self.mark + out.getvalue()


@dataclass(frozen=True)
class Delivery:
    decision: str  # accept | reject
    late: bool
    bad_lines: list[int]  # from 1; none for a file that is rejected
    case: str
    shown: dict[str, object]


Change = Callable[[File, np.random.Generator], File]


def draw_delivery(date: str, airport: str, case: str, rng: np.random.Generator) -> Delivery:
    block = read_blocks()[date, airport]
    kept = sorted(rng.choice(len(block), size=int(rng.integers(36, 45)), replace=False).tolist())
    rows = [dict(block[at]) for at in kept]
    bad: set[int] = set()
    corrupt = case in CORRUPTIONS
    if not corrupt and rng.random() < 0.6:
        rows, bad = spoil(rows, int(rng.integers(1, 5)), rng)
    file = File(rows=rows, columns=list(COLUMNS), claimed=len(rows))
    if case == "stale":
        before = (datetime.fromisoformat(date) - timedelta(days=1)).date().isoformat()
        file.rows = [dict(row) for row in read_blocks()[before, airport][: len(rows)]]
        file.claimed = len(file.rows)
    elif corrupt:
        file = CORRUPTIONS[case](file, rng)
    elif case in LEGAL:
        file = LEGAL[case](file, rng)
    late, times = _times(date, rng)
    return Delivery(
        decision="reject" if corrupt else "accept",
        late=late,
        bad_lines=[] if corrupt else sorted(at + 1 for at in bad),
        case=case,
        shown={"airport": airport, "date": date, "rows": file.claimed, **times, "csv": file.text()},
    )


def _times(date: str, rng: np.random.Generator) -> tuple[bool, dict[str, str]]:
    """Due at six in the morning after, New York's time; received by another office's clock."""
    due = datetime.fromisoformat(date).replace(tzinfo=timezone(timedelta(hours=-5)))
    due += timedelta(days=1, hours=6)
    late = bool(rng.random() < 0.25)
    wait = rng.uniform(35, 400) if late else rng.uniform(-300, 25)
    office = timezone(timedelta(hours=float(rng.choice(OFFSETS))))
    received = (due + timedelta(minutes=float(wait))).astimezone(office)
    shown_due = due.astimezone(UTC) if rng.random() < 0.5 else due
    return late, {
        "due_at": shown_due.isoformat(timespec="seconds"),
        "received_at": received.isoformat(timespec="seconds"),
    }


def _extra_column(file: File, rng: np.random.Generator) -> File:
    name = str(rng.choice(("gate", "aircraft_type", "codeshare")))
    for row in file.rows:
        row[name] = str(rng.choice(("A1", "B12", "C7", "")))
    file.columns.insert(int(rng.integers(len(file.columns) + 1)), name)
    return file


def _other_order(file: File, rng: np.random.Generator) -> File:
    file.columns = [file.columns[at] for at in rng.permutation(len(file.columns))]
    return file


def _windows(file: File, rng: np.random.Generator) -> File:
    file.line_end, file.mark = "\r\n", "\ufeff" if rng.random() < 0.6 else ""
    return file


def _quoted(file: File, _: np.random.Generator) -> File:
    file.quoting = csv.QUOTE_ALL
    return file


def _decimal_zero(file: File, _: np.random.Generator) -> File:
    for row in file.rows:
        for name in ("dep_delay", "arr_delay", "air_time", "distance"):
            if row[name].lstrip("-").isdigit():
                row[name] += ".0"
    return file


def _new_route(file: File, rng: np.random.Generator) -> File:
    sound = [row for row in file.rows if not is_cancelled(row)]
    old = str(rng.choice([row["dest"] for row in sound]))
    new = str(rng.choice(("YYZ", "YUL", "HAV", "MEX")))
    for row in file.rows:
        if row["dest"] == old:
            row["dest"] = new
    return file


def _padded(file: File, _: np.random.Generator) -> File:
    for row in file.rows:
        for name in ("carrier", "tailnum", "dest"):
            row[name] = f" {row[name]} " if row[name] else ""
    return file


LEGAL: dict[str, Change] = {
    "extra_column": _extra_column,
    "other_order": _other_order,
    "windows": _windows,
    "quoted": _quoted,
    "decimal_zero": _decimal_zero,
    "new_route": _new_route,
    "padded": _padded,
}


def _no_column(file: File, rng: np.random.Generator) -> File:
    file.columns.remove(str(rng.choice(("sched_arr", "arr_delay", "distance", "dest", "flight"))))
    return file


def _renamed(file: File, rng: np.random.Generator) -> File:
    name = str(rng.choice(("dep_delay", "dest", "air_time")))
    for row in file.rows:
        row[name.upper() + "_V2"] = row[name]
    file.columns[file.columns.index(name)] = name.upper() + "_V2"
    return file


def _truncated(file: File, rng: np.random.Generator) -> File:
    file.rows = file.rows[: int(len(file.rows) * rng.uniform(0.6, 0.9))]
    return file


def _partial(file: File, rng: np.random.Generator) -> File:
    """Only the morning was sent, and the envelope agrees."""
    file.rows = file.rows[: int(rng.integers(10, 18))]
    file.claimed = len(file.rows)
    return file


def _kilometres(file: File, _: np.random.Generator) -> File:
    for row in file.rows:
        row["distance"] = str(round(int(row["distance"]) * KILOMETRES))
    return file


def _other_zone(file: File, _: np.random.Generator) -> File:
    """Actual times in UTC, scheduled ones not."""
    for row in file.rows:
        for name in ("dep", "arr"):
            if row[name]:
                row[name] = clock(minutes(row[name]) + 300)
    return file


def _swapped(file: File, rng: np.random.Generator) -> File:
    one, other = (("origin", "dest"), ("dep_delay", "arr_delay"), ("sched_dep", "dep"))[
        int(rng.integers(3))
    ]
    for row in file.rows:
        row[one], row[other] = row[other], row[one]
    return file


def _stale(file: File, _: np.random.Generator) -> File:
    return file


CORRUPTIONS: dict[str, Change] = {
    "no_column": _no_column,
    "renamed": _renamed,
    "truncated": _truncated,
    "partial": _partial,
    "kilometres": _kilometres,
    "other_zone": _other_zone,
    "swapped": _swapped,
    "stale": _stale,
}
