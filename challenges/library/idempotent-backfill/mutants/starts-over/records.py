"""What a record is, and which of several records of a flight counts."""

from pathlib import Path

COLUMNS = ("flight_id", "date", "carrier", "number", "origin", "dest", "revision")
COLUMNS += ("dep_delay", "arr_delay")
DAYS = tuple(f"2013-03-{day:02}" for day in range(4, 10))

Record = dict[str, str]


class DeliveryError(Exception):
    """A delivery that cannot be trusted."""


def parse(line: str) -> Record:
    cells = line.split(",")
    if len(cells) != len(COLUMNS):
        raise DeliveryError(f"{len(cells)} cells in {line!r}")
    record = dict(zip(COLUMNS, cells, strict=True))
    delays = [record["dep_delay"], record["arr_delay"]]
    if record["date"] not in DAYS:
        raise DeliveryError(f"date {record['date']!r}")
    if not _is_whole(record["revision"]) or int(record["revision"]) < 1:
        raise DeliveryError(f"revision {record['revision']!r}")
    if delays != ["", ""] and not all(map(_is_whole, delays)):
        raise DeliveryError(f"delays {delays}")
    return record


def parse_partition(path: Path) -> list[Record]:
    return [parse(line) for line in path.read_text().splitlines()[1:]] if path.exists() else []


def newest(records: list[Record]) -> list[Record]:
    """The highest revision of each flight, in the order of the flights' ids."""
    best: dict[str, Record] = {}
    for record in records:
        known = best.get(record["flight_id"])
        if known is None or int(record["revision"]) > int(known["revision"]):
            best[record["flight_id"]] = record
    return [best[flight] for flight in sorted(best)]


def _is_whole(cell: str) -> bool:
    return cell.removeprefix("-").isascii() and cell.removeprefix("-").isdigit()
