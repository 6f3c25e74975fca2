"""Makes the training table: replays the log as it arrived, and asks the store that also serves."""

import csv
import json
from pathlib import Path

from store import Store


def main() -> None:
    messages = [json.loads(line) for line in Path("data/log.jsonl").read_text().splitlines()]
    messages.sort(key=lambda message: message["received"])
    with Path("data/rows.csv").open(newline="") as file:
        rows = [row | {"at": int(row["at"])} for row in csv.DictReader(file)]
    rows.sort(key=lambda row: row["at"])
    store, place, table = Store(), 0, []
    for row in rows:
        while place < len(messages) and messages[place]["received"] <= row["at"]:
            store.receive(messages[place])
            place += 1
        table.append({"request": row["request"], **store.features(row)})
    with Path("features.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


main()
