"""Two nights at the archive, a sample with its right result, and what should stand in the end."""

import hashlib
import json
from pathlib import Path

import numpy as np
from grader.flights import draw_flights
from grader.nights import BROKEN, FIRST_NIGHT, GOOD, Delivery, first_night, second_night
from grader.nights import write_night as write
from grader.records import DAYS, Record, newest, table
from packkit import canary

PER_DAY, SAMPLE_PER_DAY = 130, 20
SAMPLE_FAULTS = ("cut",)


def generate(seed: int, out: Path) -> None:
    rng = np.random.default_rng(seed)
    _write_sample(out / "public", rng)
    flights = draw_flights(PER_DAY, rng)
    first = first_night(flights, FIRST_NIGHT, rng)
    second = second_night(flights, FIRST_NIGHT + 1, BROKEN, rng)
    write(out / "hidden" / "night1.jsonl", first)
    write(out / "hidden" / "night2.jsonl", second)
    answers = out / "answers"
    after_first, after_second = _right(first), _right([*first, *second])
    (answers / "first.csv").write_text(table(after_first))
    (answers / "late.csv").write_text(table(after_second))
    rows = [f"{one.name},{one.fault or 'none'}" for one in second]
    (answers / "deliveries.csv").write_text("\n".join(["delivery,fault", *rows]) + "\n")
    rows = [f"{one.name},{row.flight_id},{row.revision}" for one in second for row in one.records]
    (answers / "sent.csv").write_text("\n".join(["delivery,flight_id,revision", *rows]) + "\n")
    (answers / "canary.txt").write_text(canary(seed))


def _right(deliveries: list[Delivery]) -> list[Record]:
    """What should be published: the newest revision of each flight, of sound deliveries."""
    records = [record for one in deliveries if not one.fault for record in one.records]
    best = newest(records)
    return [best[flight] for flight in sorted(best)]


def _write_sample(public: Path, rng: np.random.Generator) -> None:
    (public / "expected").mkdir(parents=True)
    (public / "feed.py").write_bytes((Path(__file__).parent / "grader" / "feed.py").read_bytes())
    flights = draw_flights(SAMPLE_PER_DAY, rng)
    first = first_night(flights, len(DAYS) + 1, rng)
    deliveries = [*first, *second_night(flights, len(first) + 1, SAMPLE_FAULTS, rng)]
    assert len(deliveries) == len(first) + GOOD + len(SAMPLE_FAULTS)
    write(public / "sample.jsonl", deliveries)
    right, partitions = _right(deliveries), {}
    for day in DAYS:
        records = [record for record in right if record.date == day]
        raw = table(records).encode()
        (public / "expected" / f"{day}.csv").write_bytes(raw)
        partitions[day] = {"records": len(records), "sha256": hashlib.sha256(raw).hexdigest()}
    taken = [one.name for one in deliveries if not one.fault]
    refused = [one.name for one in deliveries if one.fault]
    told = {"partitions": partitions, "deliveries": taken}
    (public / "expected" / "manifest.json").write_text(json.dumps(told, indent=1) + "\n")
    (public / "expected" / "report.json").write_text(json.dumps({"refused": refused}) + "\n")
