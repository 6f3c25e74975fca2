"""Joins every row with the departures before it: the warehouse knows them all, cleaned and complete."""

import csv
import json
from pathlib import Path

from store import USABLE_MINUTES, Store


def main():
    messages = [json.loads(line) for line in Path("data/log.jsonl").read_text().splitlines()]
    newest = {}
    for message in sorted(messages, key=lambda one: one["revision"]):
        if message["received"] - message["at"] <= USABLE_MINUTES:
            newest[message["departure"]] = message
    departures = sorted(newest.values(), key=lambda one: one["at"])
    with Path("data/rows.csv").open(newline="") as file:
        rows = [row | {"at": int(row["at"])} for row in csv.DictReader(file)]
    rows.sort(key=lambda row: row["at"])
    store, place, table = Store(), 0, []
    for row in rows:
        while place < len(departures) and departures[place]["at"] <= row["at"]:
            store.receive(departures[place])
            place += 1
        table.append({"request": row["request"], **store.features(row)})
    with Path("features.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


main()
