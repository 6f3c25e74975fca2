"""One week of messages and requests: what is served as it arrives, and what is trained on later."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from grader.departures import DAY, Departure, draw_days
from grader.features import FEATURES, HINDSIGHT, RULES, Cells, Log, Reading, Request, same
from grader.messages import Message, tell
from packkit import canary

DAYS, PRACTICE_DAYS = 5, 2
BEFORE, AFTER, NOT_SERVED = 110, 55, 60  # requests
PRACTICE_SERVED, EXAMPLES = 80, 25
WARM_UP = 12 * 60
RESTART_AT = (DAYS - 1) * DAY + 15 * 60
LEAD = (30, 91)  # minutes before its scheduled departure that a flight is asked about
LATE_DELAY = 15
IN_TIME = 12  # minutes: who takes only what is as fast as this takes no late message
ANY_TIME = 10**9
LATE = (Reading(usable_after=IN_TIME), Reading(usable_after=ANY_TIME))
CORRECTED = (Reading(versions="first"), Reading(versions="each"))
TRIED_FOR_THE_FUTURE = 60  # rows: to look at all of them takes long and tells no more
Asked = list[tuple[Request, bool]]  # with whether the flight left late


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    _practice(rng, out)
    departures = draw_days(rng, days=DAYS)
    messages = tell(departures, rng, days=DAYS)
    asked = _ask(departures, rng)
    before = [one for one in asked if one[0].at < RESTART_AT][: BEFORE + NOT_SERVED]
    after = [one for one in asked if one[0].at >= RESTART_AT][:AFTER]
    assert len(after) == AFTER, "the last day is too short"
    asked = [*before, *after]
    served = _in_order([*before[:BEFORE], *after])
    lines = _stream(messages, served)
    _write_lines(out / "hidden" / "before.jsonl", lines[:BEFORE])
    _write_lines(out / "hidden" / "after.jsonl", lines[BEFORE:])
    _write_log(out / "hidden" / "log.jsonl", messages)
    # Rows, and the answers beside them, are in random order. A stream is in the order of time, and
    # evenings are later than mornings: it has no place by which it could be joined with the answers.
    asked = [asked[at] for at in rng.permutation(len(asked))]
    _write_rows(out / "hidden" / "rows.csv", asked)
    _write_answers(out / "answers", Log(messages), asked, {one.request for one in served})
    (out / "answers" / "canary.txt").write_text(canary(seed))


def _practice(rng: np.random.Generator, out: Path) -> None:
    departures = draw_days(rng, days=PRACTICE_DAYS)
    messages = tell(departures, rng, days=PRACTICE_DAYS)
    asked = _ask(departures, rng)[:PRACTICE_SERVED]
    _write_lines(out / "public" / "stream.jsonl", _stream(messages, _in_order(asked)))
    _write_log(out / "public" / "log.jsonl", messages)
    _write_rows(out / "public" / "rows.csv", asked)
    log = Log(messages)
    cells = {one.request: log.read(one, RULES)[0] for one, _ in asked[:EXAMPLES]}
    _write_features(out / "public" / "examples.csv", cells, named=True)


def _ask(departures: Sequence[Departure], rng: np.random.Generator) -> Asked:
    """Ask about every flight some time before it is to leave, in random order."""
    asked: Asked = []
    for name, position in zip(
        rng.permutation(len(departures)), rng.permutation(len(departures)), strict=True
    ):
        one = departures[position]
        at = one.scheduled - int(rng.integers(*LEAD))
        if at >= WARM_UP:
            request = Request(f"q{name:04}", at, one.origin, one.carrier, one.tail)
            asked.append((request, one.delay > LATE_DELAY))
    return asked


def _in_order(asked: Asked) -> list[Request]:
    return sorted((request for request, _ in asked), key=lambda one: (one.at, one.request))


def _stream(messages: Sequence[Message], served: Sequence[Request]) -> list[dict[str, object]]:
    """Each request with the messages that were received since the one before it."""
    lines, place = [], 0
    for request in served:
        start = place
        while place < len(messages) and messages[place].received <= request.at:
            place += 1
        told = [vars(message) for message in messages[start:place]]
        lines.append({**vars(request), "messages": told})
    return lines


def _write_log(path: Path, messages: Sequence[Message]) -> None:
    """As a warehouse keeps it: by the departures, not by when we heard of them."""
    ordered = sorted(messages, key=lambda one: (one.at, one.departure, one.revision, one.received))
    _write_lines(path, [vars(message) for message in ordered])


def _write_lines(path: Path, told: Sequence[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(one, separators=(",", ":")) + "\n" for one in told))


def _write_rows(path: Path, asked: Asked) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*Request.__dataclass_fields__, "late"])
        writer.writerows([*vars(request).values(), int(late)] for request, late in asked)


def _write_features(path: Path, cells: dict[str, Cells], *, named: bool = False) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["request", *FEATURES] if named else FEATURES)
        for name, values in cells.items():
            told = ["" if cell is None else round(cell, 6) for cell in values]
            writer.writerow([name, *told] if named else told)


def _write_answers(folder: Path, log: Log, asked: Asked, served: set[str]) -> None:
    """Write the right cells, and the places of those that one kind of mistake changes."""
    right: dict[str, Cells] = {}
    telling: dict[str, dict[str, list[int]]] = {"late": {}, "corrected": {}, "future": {}}
    for request, _ in asked:
        name = request.request
        right[name] = cells = log.read(request, RULES)[0]
        late = _changed(cells, log.read(request, *LATE))
        corrected = _changed(cells, log.read(request, *CORRECTED))
        telling["late"][name] = sorted(late - corrected)
        telling["corrected"][name] = sorted(corrected - late)
    for request, _ in asked[:TRIED_FOR_THE_FUTURE]:
        places = _changed(right[request.request], log.read(request, HINDSIGHT))
        telling["future"][request.request] = sorted(places)
    _write_features(folder / "features.csv", right)
    told = {"rows": list(right), "served": sorted(served), "telling": telling}
    (folder / "telling.json").write_text(json.dumps(told))


def _changed(right: Cells, others: Sequence[Cells]) -> set[int]:
    return {
        place
        for place, cell in enumerate(right)
        if any(not same(cell, other[place]) for other in others)
    }
