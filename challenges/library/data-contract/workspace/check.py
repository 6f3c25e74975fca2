"""The check as it stands: the header must be the agreed one, and every cell must have its type."""

import csv
import io
import json

HEADER = (
    "date,carrier,flight,tailnum,origin,dest,sched_dep,dep,sched_arr,arr,"
    "dep_delay,arr_delay,air_time,distance"
)
NUMBERS = "flight sched_dep dep sched_arr arr dep_delay arr_delay air_time distance".split()


def judge(delivery):
    """Return the decision and the bad lines, counted from 1 after the header."""
    if not delivery["csv"].startswith(HEADER + "\n"):
        return "reject", []
    for row in csv.DictReader(io.StringIO(delivery["csv"])):
        for name in NUMBERS:
            if not row[name].lstrip("-").isdigit():
                return "reject", []
    return "accept", []


def is_late(delivery):
    return delivery["received_at"] > delivery["due_at"]


def main():
    with (
        open("data/deliveries.jsonl") as lines,
        open("verdicts.csv", "w", newline="") as verdict_file,
        open("quarantine.csv", "w", newline="") as quarantine_file,
    ):
        verdicts, quarantine = csv.writer(verdict_file), csv.writer(quarantine_file)
        verdicts.writerow(["delivery", "decision", "late"])
        quarantine.writerow(["delivery", "line"])
        for line in lines:
            delivery = json.loads(line)
            decision, bad = judge(delivery)
            verdicts.writerow([delivery["delivery"], decision, int(is_late(delivery))])
            quarantine.writerows([[delivery["delivery"], at] for at in bad])


if __name__ == "__main__":
    main()
