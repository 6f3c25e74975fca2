"""Reads the numbers, writes the answers and the report."""

import csv
import json


def numbers():
    with open("data/numbers.csv", newline="") as file:
        return [{name: int(cell) for name, cell in row.items()} for row in csv.DictReader(file)]


def hand_over(answers, total=None, **report):
    with open("answers.csv", "w", newline="") as file:
        csv.writer(file).writerows([("id", "answer"), *answers.items()])
    report["total"] = sum(answers.values()) if total is None else total
    with open("report.json", "w") as file:
        json.dump(report, file)
