"""Checks 8 and 9 of `verify`: nothing that a candidate sees gives the answers away.

What a candidate sees (public/ and hidden/) and the answers are joined row by row, by an id or by
position. A single column, or the size of a row, that determines an answer is a leak. What should
say nothing at all (the order of the rows, ids) must not even lean one way on all seeds alike.
"""

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from challenges.cases import Case
from challenges.packkit import canary
from challenges.trials import Trials

DETERMINES = 0.95  # rank correlation, or correlation ratio, of one column with an answer
LEAN, LEAN_ERRORS = 0.1, 4.0  # mean correlation over seeds, and in its standard errors
LEAST_SEEDS = 6
FEW_VALUES = 50
LONGEST_ID = 64
ROW_ORDER, ROW_SIZE = "(row order)", "(row size)"

Table = dict[str, list[str]]
Key = tuple[str, str, str, str]  # seen file, its column, answers file, its column


def answers_are_hidden(trials: Trials) -> Iterator[str]:
    found: dict[Key, list[float]] = {}
    telling: set[Key] = set()  # no mere id: whole numbers may all differ in one case by chance
    for case in trials.cases:
        seen, answers = tables_of(case, "public", "hidden"), tables_of(case, "answers")
        for key, value, says_nothing in _associations(seen, answers):
            found.setdefault(key, []).append(value)
            if not says_nothing:
                telling.add(key)
    if not found:
        yield "answers/: no CSV joins with what the candidate sees; write one with the same ids"
    for (path, column, answers_path, answer), values in found.items():
        mean = float(np.mean(values))
        where = f"{path}: {column}: "
        if abs(mean) >= DETERMINES:
            yield f"{where}determines {answer} of {answers_path} ({mean:.2f}); take it out"
        elif (path, column, answers_path, answer) not in telling and _leans(values):
            yield f"{where}leans with {answer} of {answers_path} ({mean:+.2f}); shuffle or redraw"
    yield from _names_differ(trials.cases)


def canaries_are_kept(trials: Trials) -> Iterator[str]:
    for case in trials.cases:
        planted = canary(case.seed).encode()
        holders = [path for path, content in case.files.items() if planted in content]
        if not any(path.startswith("answers/") for path in holders):
            yield "generate.py: no canary in answers/; write packkit.canary(seed) into one file"
            return
        for path in holders:
            if not path.startswith("answers/"):
                yield f"generate.py: the canary of {case.name} is in {path}"
    told = [trials.reference, trials.starter, *trials.mutants.values()]
    shown = [grade.output + grade.message for grade in told]
    shown += [check.evidence for grade in told for check in grade.checks]
    for case in trials.cases:
        if any(canary(case.seed) in one for one in shown):
            yield f"the canary of {case.name} is in an output, a message or an evidence"


def tables_of(case: Case, *folders: str) -> dict[str, Table]:
    """CSV and JSON-lines files as columns of text, with the rows' order and size added."""
    tables = {}
    for path, content in case.files.items():
        if path.split("/")[0] not in folders:
            continue
        if path.endswith(".csv"):
            table = _csv_columns(content.decode("utf-8"))
        elif path.endswith(".jsonl"):
            table = _json_columns(content.decode("utf-8"))
        else:
            continue
        if table:
            sizes = [sum(map(len, row)) for row in zip(*table.values(), strict=True)]
            tables[path] = table | {
                ROW_ORDER: [str(at) for at in range(len(sizes))],
                ROW_SIZE: [str(size) for size in sizes],
            }
    return tables


def _csv_columns(text: str) -> Table:
    names, *rows = [row for row in csv.reader(io.StringIO(text)) if row] or [[]]
    if not rows:
        return {}
    return {
        name: list(cells)
        for name, cells in zip(names, zip_longest(*rows, fillvalue=""), strict=False)
    }


def _json_columns(text: str) -> Table:
    rows = [_scalars(json.loads(line)) for line in text.splitlines()]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name, "") for row in rows] for name in names}


def _scalars(told: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: json.dumps(value) if isinstance(value, (dict, list)) else str(value)
        for name, value in told.items()
    }


def _associations(
    seen: Mapping[str, Table], answers: Mapping[str, Table]
) -> Iterator[tuple[Key, float, bool]]:
    for path, table in seen.items():
        columns = {name: np.array(cells) for name, cells in table.items()}
        for answers_path, truth in answers.items():
            order = _join(table, truth)
            if order is None:
                continue
            for answer, cells in truth.items():
                if answer in table or len(set(cells)) < 2:  # noqa: PLR2004 - no contrast
                    continue
                wanted = ranks(np.array(cells)[order])
                for column, shown in table.items():
                    value = association(columns[column], wanted)
                    yield (path, column, answers_path, answer), value, _is_id(column, shown)


def _is_id(column: str, cells: list[str]) -> bool:
    """Whether a column only tells rows apart: short text or whole numbers, each once."""
    if column in {ROW_ORDER, ROW_SIZE}:
        return column == ROW_ORDER
    if len(set(cells)) < len(cells) or max(map(len, cells)) > LONGEST_ID:
        return False  # A document, even if there are no two alike, is there to say something.
    numbers = _as_numbers(np.array(cells))
    return numbers is None or not (numbers[np.isfinite(numbers)] % 1 != 0).any()


def _join(table: Table, truth: Table) -> NDArray[np.intp] | None:
    """Rows of `truth` in the order of `table`: by an id that both have, otherwise by position."""
    for name, cells in table.items():
        if name == ROW_ORDER or name not in truth or len(set(cells)) != len(cells):
            continue
        at = {cell: position for position, cell in enumerate(truth[name])}
        if set(cells) <= set(at):
            return np.array([at[cell] for cell in cells])
    same_length = len(table[ROW_ORDER]) == len(truth[ROW_ORDER])
    return np.arange(len(table[ROW_ORDER])) if same_length else None


def association(column: NDArray[Any], wanted: NDArray[np.float64]) -> float:
    """Rank correlation with the answers' ranks; the correlation ratio for a column of a few names."""
    names, groups = np.unique(column, return_inverse=True)
    if _as_numbers(column) is None and len(names) <= min(FEW_VALUES, len(column) // 4):
        means = np.bincount(groups, wanted) / np.bincount(groups)
        total = float(np.var(wanted))
        return math.sqrt(float(np.var(means[groups])) / total) if total else 0.0
    given = ranks(column)
    if not np.ptp(given) or not np.ptp(wanted):
        return 0.0
    return float(np.corrcoef(given, wanted)[0, 1])


def ranks(cells: NDArray[Any]) -> NDArray[np.float64]:
    """Mean ranks of numbers, or of text in its order."""
    numbers = _as_numbers(cells)
    _, groups, counts = np.unique(
        cells if numbers is None else numbers, return_inverse=True, return_counts=True
    )
    ends = np.cumsum(counts)
    result: NDArray[np.float64] = (ends - (counts - 1) / 2)[groups]
    return result


def _as_numbers(cells: NDArray[Any]) -> NDArray[np.float64] | None:
    try:
        numbers = np.where(np.isin(cells, ("", "None")), "-inf", cells).astype(float)
    except ValueError:
        return None
    return None if np.isnan(numbers).any() else numbers


def _leans(values: list[float]) -> bool:
    """Whether seeds agree on a direction. A few seeds agree by chance: they are asked for more."""
    if len(values) < LEAST_SEEDS:
        return False
    mean, error = float(np.mean(values)), float(np.std(values, ddof=1)) / math.sqrt(len(values))
    return abs(mean) > max(LEAN, (LEAN_ERRORS + 30 / len(values)) * error)


def _names_differ(cases: list[Case]) -> Iterator[str]:
    first = {path for path in cases[0].files if not path.startswith("answers/")}
    for case in cases:
        seen = {path for path in case.files if not path.startswith("answers/")}
        if seen != first:
            strange = min(seen ^ first)
            yield f"generate.py: {strange} exists for some seeds only; write the same files always"
            return
