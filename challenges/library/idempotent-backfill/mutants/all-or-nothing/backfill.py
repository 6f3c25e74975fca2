"""Takes a night's deliveries, or none of them if one is broken."""

import hashlib
import json
import logging
import os
import shutil
import sys
from pathlib import Path

from records import COLUMNS, DAYS, DeliveryError, newest, parse, parse_partition

sys.path.insert(0, "data")
import feed

BEFORE, PUBLISHED, STAGING = Path("data/published"), Path("published"), Path("staging")
log = logging.getLogger("backfill")


def main(night: str) -> None:
    taken = deliveries_before()
    staging = STAGING / Path(night).stem
    refused = []
    for delivery, announced in feed.listing(night):
        if delivery in taken:
            continue
        try:
            stage(night, delivery, announced, staging)
        except DeliveryError as fault:
            log.warning("%s is refused: %s", delivery, fault)
            refused.append(delivery)
    if refused:
        shutil.rmtree(staging)  # nobody shall see half a night
    publish(staging, taken)
    write_whole(Path("report.json"), json.dumps({"refused": refused}) + "\n")


def stage(night: str, delivery: str, announced: int, staging: Path) -> None:
    """Fetch a delivery unless it is here already. Raises `DeliveryError`; leaves nothing then."""
    path = staging / f"{delivery}.csv"
    if path.exists():
        return
    records = [parse(line) for line in feed.lines(night, delivery)]
    if len(records) != announced:
        raise DeliveryError(f"{len(records)} records of {announced}")
    write_whole(path, table(records))


def publish(staging: Path, taken: set[str]) -> None:
    staged = sorted(staging.glob("*.csv"))
    fresh = [record for path in staged for record in parse_partition(path)]
    partitions = {}
    for day in DAYS:
        before = parse_partition(BEFORE / f"{day}.csv")
        kept = newest([*before, *(record for record in fresh if record["date"] == day)])
        text = table(kept)
        write_whole(PUBLISHED / f"{day}.csv", text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        partitions[day] = {"records": len(kept), "sha256": digest}
    deliveries = sorted(taken | {path.stem for path in staged})
    told = {"partitions": partitions, "deliveries": deliveries}
    write_whole(PUBLISHED / "manifest.json", json.dumps(told, indent=1) + "\n")


def deliveries_before() -> set[str]:
    manifest = BEFORE / "manifest.json"
    return set(json.loads(manifest.read_text())["deliveries"]) if manifest.exists() else set()


def table(records: list[dict[str, str]]) -> str:
    rows = [",".join(record[name] for name in COLUMNS) for record in records]
    return "\n".join([",".join(COLUMNS), *rows]) + "\n"


def write_whole(path: Path, text: str) -> None:
    """All of the file or none of it, even if the machine stops."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    with half.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)


if __name__ == "__main__":
    main(sys.argv[1])
