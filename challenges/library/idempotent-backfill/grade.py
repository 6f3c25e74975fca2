"""Measures what two nights left published: nothing lost, nothing twice, nothing for nothing."""

from pathlib import Path

from grader import feed
from grader.archive import read_log
from grader.nights import FIRST_NIGHT
from grader.published import (
    FILES,
    UNREADABLE,
    Published,
    Truth,
    agreement,
    read_published,
    read_truth,
)
from grader.records import Record
from packkit import Measure, step_usage

STEPS = ("first", "again", "late")
EMPTY = 0.5  # who publishes less than this share has nothing to be careful with


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    truth = read_truth(case)
    first, again, late = (read_published(outputs, step) for step in STEPS)
    lost = missing(first, truth.first) + missing(late, truth.late)
    wanted = len(truth.first) + len(truth.late)
    is_empty = lost > EMPTY * wanted
    return {
        "records_lost": Measure(
            value=lost / wanted, evidence=f"{lost} of {wanted} records are missing or outdated."
        ),
        "records_surplus": surplus(first, late, truth) if not is_empty else nothing(),
        "rerun_changes": rerun(first, again) if not is_empty else nothing(),
        "work_repeated": repeated(case, outputs),
        "late_merged": merged(late, truth),
        "failure_isolated": isolated(late, truth),
        "manifest_agreement": manifests(first, again, late, truth),
    }


def nothing() -> Measure:
    return Measure(value=None, evidence="Too little was published for care to count.")


def missing(one: Published, wanted: frozenset[Record]) -> int:
    return len(wanted - {record for day, record in one.rows if record.date == day})


def surplus(first: Published, late: Published, truth: Truth) -> Measure:
    """Second rows of a flight, rows of another day, rows that only broken deliveries sent."""
    spoilt = {row for name in truth.broken for row in truth.spoilt(name)}
    second = misplaced = broken = 0
    for one in (first, late):
        second += len(one.rows) - len({record.flight_id for _, record in one.rows})
        misplaced += sum(record.date != day for day, record in one.rows)
        broken += sum(
            record.revision == UNREADABLE or (record.flight_id, record.revision) in spoilt
            for _, record in one.rows
        )
    wanted = len(truth.first) + len(truth.late)
    return Measure(
        value=(second + misplaced + broken) / wanted,
        evidence=f"{second} second rows of a flight, {misplaced} in another day's partition, "
        f"{broken} that only a broken delivery sent.",
    )


def rerun(first: Published, again: Published) -> Measure:
    changed = [name for name in FILES if first.raw[name] != again.raw[name]]
    told = f"The second run changed {', '.join(changed)}." if changed else "Not a byte changed."
    return Measure(value=float(len(changed)), evidence=told)


def repeated(case: Path, outputs: Path) -> Measure:
    """Share of the deliveries that were fetched before the kill and then fetched once more."""
    usage, log = step_usage(outputs, "first"), read_log(outputs, "first")
    listed = feed.listing(str(case / "hidden" / "night1.jsonl"))
    least = sum(-(-records // feed.LINES) for _, records in listed) * feed.SECONDS
    if (
        not usage.crashed
        or usage.wall_seconds < least
        or not {name for name, _ in listed} <= log.ended
    ):
        told = "The first night was not fetched whole, or not at the archive's pace."
        return Measure(value=None, evidence=told)
    if not log.before:
        told = "Not one delivery had been fetched before the kill."
        return Measure(value=None, evidence=told)
    twice = len(log.before & log.again)
    return Measure(
        value=twice / len(log.before),
        evidence=f"{len(log.before)} deliveries had been fetched before the kill; {twice} of them "
        "were fetched again.",
    )


def merged(late: Published, truth: Truth) -> Measure:
    """Flights that sound deliveries of the second night speak of: one row each, the right one."""
    touched = {flight for name in truth.sound for flight, _ in truth.sent[name]}
    wanted = {record.flight_id: record for record in truth.late if record.flight_id in touched}
    found: dict[str, list[tuple[str, Record]]] = {flight: [] for flight in touched}
    for day, record in late.rows:
        if record.flight_id in found:
            found[record.flight_id].append((day, record))
    right = sum(found[flight] == [(one.date, one)] for flight, one in wanted.items())
    return Measure(
        value=right / len(touched),
        evidence=f"{right} of {len(touched)} flights with late records are published rightly.",
    )


def isolated(late: Published, truth: Truth) -> Measure:
    """Mean of two shares: sound deliveries taken as a whole, broken ones named and kept out."""
    places = {(record.flight_id, record.revision): day for day, record in late.rows}
    newest = {(record.flight_id, record.revision): record.date for record in truth.late}

    def is_taken(name: str) -> bool:
        rows = truth.sent[name] & set(newest)
        return name not in late.refused and all(places.get(row) == newest[row] for row in rows)

    def is_kept_out(name: str) -> bool:
        return name in late.refused and not truth.spoilt(name) & set(places)

    taken = sum(map(is_taken, truth.sound)) / len(truth.sound)
    kept_out = sum(map(is_kept_out, truth.broken)) / len(truth.broken)
    return Measure(
        value=(taken + kept_out) / 2,
        evidence=f"{taken:.0%} of the sound deliveries were taken as a whole, {kept_out:.0%} "
        "of the broken ones named and kept out.",
    )


def manifests(first: Published, again: Published, late: Published, truth: Truth) -> Measure:
    names = {f"delivery-{at:02}" for at in range(1, FIRST_NIGHT + 1)}
    shares = [agreement(one, names) for one in (first, again)]
    shares.append(agreement(late, names | set(truth.sound)))
    told = ", ".join(f"{share:.0%}" for share in shares)
    return Measure(value=sum(shares) / len(shares), evidence=f"Right after the three runs: {told}.")
