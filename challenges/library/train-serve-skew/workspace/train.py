"""Makes the training table: the features of every row of data/rows.csv, from the whole log."""

import csv
import json

HOUR = 60


def features(log, row):
    now = int(row["at"])
    past = [one for one in log if now - 12 * HOUR < one["at"] <= now]
    here = [one for one in past if one["origin"] == row["origin"]]
    carrier = [one for one in past if one["carrier"] == row["carrier"]]
    tail = [one for one in past if one["tail"] == row["tail"]]
    three = [one["delay"] or 0 for one in since(here, now - 3 * HOUR)]
    two = [one["delay"] or 0 for one in since(here, now - 2 * HOUR)]
    late = [(one["delay"] or 0) > 15 for one in since(carrier, now - 6 * HOUR)]
    return {
        "origin_departures_60": len(since(here, now - HOUR)),
        "origin_mean_delay_180": sum(three) / len(three) if three else None,
        "origin_worst_delay_120": max(two, default=None),
        "carrier_late_share_360": sum(late) / len(late) if late else None,
        "tail_last_delay": max(tail, key=lambda one: one["at"])["delay"] if tail else None,
    }


def since(messages, start):
    return [one for one in messages if one["at"] > start]


def main():
    with open("data/log.jsonl") as lines:
        log = [json.loads(line) for line in lines]
    with open("data/rows.csv", newline="") as file:
        table = [{"request": row["request"], **features(log, row)} for row in csv.DictReader(file)]
    with open("features.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, table[0])
        writer.writeheader()
        writer.writerows(table)


main()
