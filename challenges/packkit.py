"""What a pack's `generate.py`, `grade.py` and `visible.py` import inside the grader's container.

Standard library only. The readers trust nothing: what a candidate's step left behind is bounded,
decoded strictly and checked cell by cell, and whatever does not fit is an `InvalidOutput`, which
is shown to the candidate and scores 0. Any other exception counts as a failure of the platform.
"""

import csv
import hashlib
import io
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Parser = Callable[[Any], Any]

MAX_ROWS = 1_000_000
MAX_CELL = 16_384
# Beyond any quantity that is measured. What a grader reckons with smaller ones (differences,
# squares, sums of a million) stays finite, so that no number of a candidate's can abort it.
MAX_NUMBER = 1e100
_SHOWN = 40  # characters of a candidate's value that a message repeats
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_FLAGS = {"true": True, "false": False, "1": True, "0": False}


class InvalidOutput(Exception):  # noqa: N818 - it names what the output is, not a failure of ours
    """The candidate's output cannot be used. The message is shown to the candidate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measured value, in the check's unit. `None` means that there was nothing to measure.

    `floor` and `ceiling` are given where the manifest says "measured": what a naive baseline and
    the reference reach on the same seed. `evidence` is one sentence for people.
    """

    value: float | None
    floor: float | None = None
    ceiling: float | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One visible check. `passed` is None for a value that is only shown."""

    name: str
    title: str
    passed: bool | None
    message: str
    value: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUsage:
    """What one step used, measured from outside; None where the runner could not measure it."""

    wall_seconds: float
    cpu_seconds: float | None
    peak_memory_bytes: int | None
    answer_seconds: tuple[float, ...]
    crashed: bool = False  # cut off; a first run that ended earlier was run again all the same
    exit_code: int | None = 0  # None: it had to be killed
    # Of a step that serves; None for the others.
    ready_seconds: float | None = None  # from its start until client.py saw it answer
    stop_seconds: float | None = None  # from being asked to stop to its end
    stopped: bool | None = None  # False: it had to be killed


def step_usage(outputs: Path, step: str) -> StepUsage:
    """Read `outputs/<step>/step.json`, which the platform wrote."""
    told = json.loads((outputs / step / "step.json").read_bytes())
    return StepUsage(**(told | {"answer_seconds": tuple(told["answer_seconds"])}))


def canary(seed: int) -> str:
    """Make a string to plant in `answers/`: it must never turn up in anything that a candidate made."""
    return "canary-" + hashlib.sha256(f"vetting canary {seed}".encode()).hexdigest()[:24]


def number(value: Any) -> float:
    """Parse a number of at most 1e100 either way: a JSON number, or text that is one."""
    if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("is not a number")  # noqa: TRY004 - one error for every parser
    if not math.isfinite(value):
        raise ValueError("is not a finite number")
    if abs(value) > MAX_NUMBER:
        raise ValueError("is larger than any quantity")
    return float(value)


def whole(value: Any) -> int:
    """Parse a whole number of at most 18 digits."""
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 10**18:
        raise ValueError("is not a whole number")
    return value


def flag(value: Any) -> bool:
    """Parse true or false; in text also 1 or 0."""
    if isinstance(value, str):
        value = _FLAGS.get(value.strip().lower())
    elif isinstance(value, int) and value in {0, 1}:
        value = bool(value)
    if not isinstance(value, bool):
        raise ValueError("is not true or false")  # noqa: TRY004 - as above
    return value


def text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > MAX_CELL:
        raise ValueError(f"is not a text of at most {MAX_CELL} characters")
    return value


def one_of(*allowed: str) -> Parser:
    known = frozenset(allowed)

    def parse(value: Any) -> str:
        if not isinstance(value, str) or value not in known:
            raise ValueError("is not one of " + _listed(allowed))
        return value

    return parse


def list_of(parser: Parser, *, at_most: int) -> Parser:
    def parse(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > at_most:
            raise ValueError(f"is not a list of at most {at_most}")
        return [parser(item) for item in value]

    return parse


def optional(parser: Parser) -> Parser:
    """Empty text, null or, in JSON, a missing field becomes None."""

    def parse(value: Any) -> Any:
        return None if value is None or value == "" else parser(value)

    parse.may_miss = True  # type: ignore[attr-defined]  # read by read_json_lines
    return parse


def read_csv(
    path: Path,
    columns: Mapping[str, Parser],
    *,
    ids: Iterable[Any] | None = None,
    id_column: str | None = None,
    max_rows: int = MAX_ROWS,
) -> list[dict[str, Any]]:
    """Read a candidate's CSV file, with exactly `columns`, in any order.

    With `id_column` each id may occur once; with `ids` too, exactly these must occur.
    """
    rows = csv.reader(io.StringIO(_text_of(path), newline=""), strict=True)
    result: list[dict[str, Any]] = []
    try:
        header = [name.strip() for name in next(rows, [])]
        _require_columns(path.name, header, columns)
        for row in rows:
            if not row:
                continue
            if len(row) != len(header):
                raise InvalidOutput(
                    f"{path.name}: line {rows.line_num} has {len(row)} cells, not {len(header)}."
                )
            if len(result) >= max_rows:
                raise InvalidOutput(f"{path.name}: more than {max_rows} rows.")
            where = f"{path.name}: line {rows.line_num}"
            result.append(_parsed(where, dict(zip(header, row, strict=True)), columns))
    except csv.Error as error:
        raise InvalidOutput(f"{path.name}: not a CSV file: {error}.") from None
    if id_column is not None:
        _require_ids(path.name, [row[id_column] for row in result], ids)
    return result


def read_json_lines(
    path: Path, fields: Mapping[str, Parser], *, lines: int | None = None, max_lines: int = MAX_ROWS
) -> list[dict[str, Any]]:
    """Read the objects of a candidate's JSON-lines file; with `lines`, exactly so many.

    Fields that are not named are ignored; a missing one is refused unless it is `optional`.
    """
    raw = path.read_bytes().split(b"\n") if path.exists() else _missing(path)
    if raw and not raw[-1]:
        raw.pop()
    if len(raw) > max_lines:
        raise InvalidOutput(f"{path.name}: more than {max_lines} lines.")
    if lines is not None and len(raw) != lines:
        raise InvalidOutput(f"{path.name}: {len(raw)} lines, but {lines} were expected.")
    return [json_object(f"{path.name}: line {at}", line, fields) for at, line in enumerate(raw, 1)]


def read_json(path: Path, fields: Mapping[str, Parser]) -> dict[str, Any]:
    """One JSON object, by the rules of `read_json_lines`."""
    raw = path.read_bytes() if path.exists() else _missing(path)
    return json_object(path.name, raw, fields)


def json_object(where: str, raw: bytes, fields: Mapping[str, Parser]) -> dict[str, Any]:
    """One JSON object in UTF-8; `where` it was found is what a refusal begins with."""
    try:
        told = json.loads(raw.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidOutput(f"{where}: not JSON in UTF-8: {str(error)[:120]}.") from None
    if not isinstance(told, dict):
        raise InvalidOutput(f"{where}: not a JSON object.")
    present = {
        name: told.get(name)
        for name, parser in fields.items()
        if name in told or getattr(parser, "may_miss", False)
    }
    missing = [name for name in fields if name not in present]
    if missing:
        raise InvalidOutput(f"{where}: field {missing[0]!r} is missing.")
    return _parsed(where, present, fields)


def _parsed(where: str, row: Mapping[str, Any], parsers: Mapping[str, Parser]) -> dict[str, Any]:
    result = {}
    for name, parser in parsers.items():
        try:
            result[name] = parser(row[name])
        except (ValueError, OverflowError) as error:
            shown = repr(row[name])[:_SHOWN]
            raise InvalidOutput(f"{where}: {name}: {shown} {error}.") from None
    return result


def _text_of(path: Path) -> str:
    raw = path.read_bytes() if path.exists() else _missing(path)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidOutput(f"{path.name}: not UTF-8 text.") from None


def _missing(path: Path) -> Any:
    raise InvalidOutput(f"{path.name} was not written.")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON number")


def _require_columns(name: str, header: list[str], columns: Mapping[str, Parser]) -> None:
    if sorted(header) != sorted(columns):
        found = _listed(header) if header else "none"
        raise InvalidOutput(
            f"{name}: the columns must be exactly {_listed(columns)}; found {found[:300]}."
        )


def _require_ids(name: str, found: list[Any], wanted: Iterable[Any] | None) -> None:
    seen = set(found)
    if len(seen) != len(found):
        twice = next(_repeated(found))
        raise InvalidOutput(f"{name}: the id {str(twice)[:_SHOWN]!r} occurs more than once.")
    if wanted is None:
        return
    wanted = set(wanted)
    if seen != wanted:
        raise InvalidOutput(
            f"{name}: {len(wanted - seen)} ids are missing and {len(seen - wanted)} are unknown."
        )


def _repeated(found: list[Any]) -> Iterator[Any]:
    seen = set()
    for item in found:
        if item in seen:
            yield item
        seen.add(item)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
