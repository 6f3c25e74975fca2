"""The gate as it stands: the smaller error wins, and a model that breaks its promise goes back."""

import csv
import json

import numpy as np


def decide_gate(pair):
    hours = {name: np.array(column, dtype=float) for name, column in pair["hours"].items()}
    champion = np.nanmean(np.abs(hours["champion"] - hours["bikers"]))
    challenger = np.nanmean(np.abs(hours["challenger"] - hours["bikers"]))
    return "promote" if challenger < champion else "keep"


def decide_watch(pair):
    hours = {name: np.array(column, dtype=float) for name, column in pair["hours"].items()}
    error = np.nanmean(np.abs(hours["current"] - hours["bikers"]))
    return "rollback" if error > 1.2 * pair["promised_error"] else "stay"


def main():
    with open("data/pairs.jsonl") as lines, open("decisions.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["pair", "decision"])
        for line in lines:
            pair = json.loads(line)
            decide = decide_gate if pair["kind"] == "gate" else decide_watch
            writer.writerow([pair["pair"], decide(pair)])


if __name__ == "__main__":
    main()
