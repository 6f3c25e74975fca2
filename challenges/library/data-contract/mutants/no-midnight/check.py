"""Subtracts clocks as if no flight ever arrived after midnight, and takes cancelled ones for broken."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

REQUIRED = (
    "date carrier flight tailnum origin dest sched_dep dep sched_arr arr dep_delay arr_delay "
    "air_time distance"
).split()
MEASURED = ("dep", "arr", "dep_delay", "arr_delay", "air_time")
GRACE = timedelta(minutes=30)
MOST = 0.5  # share of bad lines from which on the file is at fault
LEAST_VOLUME = 0.6  # of the airport's usual number of rows
USUAL_ROWS = 40
SLOWEST, FASTEST = 90, 720  # miles per hour
DISTANCE_SLACK = 0.02


def main() -> None:
    routes = read_routes(Path("data/routes.csv"))
    usual = usual_rows(Path("data/history.jsonl"))
    with (
        Path("data/deliveries.jsonl").open() as lines,
        Path("verdicts.csv").open("w", newline="") as verdict_file,
        Path("quarantine.csv").open("w", newline="") as quarantine_file,
    ):
        verdicts, quarantine = csv.writer(verdict_file), csv.writer(quarantine_file)
        verdicts.writerow(["delivery", "decision", "late"])
        quarantine.writerow(["delivery", "line"])
        for line in lines:
            delivery = json.loads(line)
            rows = read_rows(delivery["csv"])
            bad = None if rows is None else list(bad_lines(rows, delivery, routes))
            accepted = bad is not None and is_sound(rows or [], bad, delivery, usual)
            decision = "accept" if accepted else "reject"
            verdicts.writerow([delivery["delivery"], decision, int(is_late(delivery))])
            if accepted:
                quarantine.writerows([[delivery["delivery"], at] for at in bad or []])


def read_rows(text: str) -> list[dict[str, str]] | None:
    """None when the file has not the columns of the contract."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    names = [name.strip() for name in reader.fieldnames or []]
    if not set(REQUIRED) <= set(names):
        return None
    reader.fieldnames = names
    return [{name: (row[name] or "").strip() for name in REQUIRED} for row in reader]


def is_sound(rows: list[dict[str, str]], bad: list[int], delivery: dict, usual: dict) -> bool:
    if len(rows) != delivery["rows"]:
        return False
    if len(rows) < LEAST_VOLUME * usual.get(delivery["airport"], USUAL_ROWS):
        return False
    return len(bad) <= MOST * len(rows)


def bad_lines(rows: list[dict[str, str]], delivery: dict, routes: dict) -> Iterator[int]:
    seen = set()
    for at, row in enumerate(rows, 1):
        key = (row["date"], row["carrier"], row["flight"], row["origin"])
        if key in seen or not is_good(row, delivery, routes):
            yield at
        seen.add(key)


def is_good(row: dict[str, str], delivery: dict, routes: dict) -> bool:
    if row["date"] != delivery["date"] or row["origin"] != delivery["airport"]:
        return False
    if not re.fullmatch(r"[A-Z]{3}", row["dest"]) or not re.fullmatch(r"[A-Z0-9]{2}", row["carrier"]):
        return False
    flight, distance = number(row["flight"]), number(row["distance"])
    scheduled = {name: minutes(row[name]) for name in ("sched_dep", "sched_arr")}
    if flight is None or distance is None or distance <= 0 or None in scheduled.values():
        return False
    known = routes.get((row["origin"], row["dest"]))
    if known is not None and abs(distance - known) > DISTANCE_SLACK * known:
        return False
    if not any(row[name] for name in MEASURED):
        return False
    return is_flown(row, scheduled, distance)


def is_flown(row: dict[str, str], scheduled: dict, distance: float) -> bool:
    air_time = number(row["air_time"])
    if air_time is None or air_time <= 0:
        return False
    if not SLOWEST <= 60 * distance / air_time <= FASTEST:
        return False
    for name in ("dep", "arr"):
        actual, delay = minutes(row[name]), number(row[f"{name}_delay"])
        if actual is None or delay is None:
            return False
        # Flights go on over midnight: clocks agree modulo a day.
        if actual - scheduled[f"sched_{name}"] != delay:
            return False
    return True


def is_late(delivery: dict) -> bool:
    due, received = (datetime.fromisoformat(delivery[name]) for name in ("due_at", "received_at"))
    return received > due + GRACE


def minutes(clock: str) -> int | None:
    """Minutes after midnight of a clock like 517 or 2400."""
    value = number(clock)
    if value is None or value % 1 or not 0 <= value <= 2400 or value % 100 >= 60:
        return None
    return int(value) // 100 * 60 + int(value) % 100


def number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def read_routes(path: Path) -> dict[tuple[str, str], float]:
    with path.open(newline="") as file:
        return {(row["origin"], row["dest"]): float(row["distance"]) for row in csv.DictReader(file)}


def usual_rows(path: Path) -> dict[str, float]:
    """The middle number of rows of each airport's past deliveries."""
    counts: dict[str, list[int]] = {}
    with path.open() as lines:
        for line in lines:
            delivery = json.loads(line)
            counts.setdefault(delivery["airport"], []).append(delivery["rows"])
    return {airport: sorted(many)[len(many) // 2] for airport, many in counts.items()}


if __name__ == "__main__":
    main()
