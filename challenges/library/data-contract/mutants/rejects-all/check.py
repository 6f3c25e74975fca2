"""Trusts nobody."""

import csv
import json

with open("data/deliveries.jsonl") as lines, open("verdicts.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["delivery", "decision", "late"])
    for line in lines:
        writer.writerow([json.loads(line)["delivery"], "reject", 1])
with open("quarantine.csv", "w") as file:
    file.write("delivery,line\n")
