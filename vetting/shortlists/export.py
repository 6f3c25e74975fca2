"""The shortlist as CSV that spreadsheets open and do not execute."""

import csv
import io
from collections.abc import Iterator

from vetting.shortlists.selectors import Entry, Shortlist

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as the machine's own code page
COLUMNS = (
    "rank",
    "rank_low",
    "rank_high",
    "band",
    "candidate",
    "composite",
    "composite_low",
    "composite_high",
    "automated",
    "rubric",
    "raters",
    "stage",
    "missing",
    "decision",
    "reason",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_lines(shortlist: Shortlist) -> Iterator[str]:
    """Yield the file line by line: the ranked applications, then the incomplete ones."""
    yield BYTE_ORDER_MARK + _line(COLUMNS)
    for entry in (*shortlist.ranked, *shortlist.incomplete):
        yield _line(_row(entry, shortlist.confidence))


def _row(entry: Entry, confidence: float) -> list[str]:
    place, composite = entry.place, entry.composite
    low, high = composite.interval(confidence) if composite else (None, None)
    return [
        str(place.rank) if place else "",
        str(place.rank_interval[0]) if place else "",
        str(place.rank_interval[1]) if place else "",
        str(place.band) if place else "",
        as_text(entry.candidate_name),
        _number(composite.value if composite else None),
        _number(low),
        _number(high),
        _number(entry.automated.value if entry.automated else None),
        _number(entry.rubric.value if entry.rubric else None),
        str(entry.raters),
        entry.standing.stage,
        " ".join(entry.missing) if composite is None else "",
        entry.decision.verdict if entry.decision else "",
        as_text(entry.decision.reason if entry.decision else ""),
    ]


def as_text(cell: str) -> str:
    """Return words that a spreadsheet shows and does not take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _line(cells: tuple[str, ...] | list[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue()
