"""Audit last year's decisions: data/decisions.csv -> audit.csv. Run: python audit.py"""

import csv
from pathlib import Path

GROUPS = {
    "sex": ["male", "female"],
    "origin": ["white", "black", "asian", "other", "mixed", "indigenous"],
    "age_band": ["18-29", "30-44", "45-54", "55-66"],
    "disability": ["no", "yes"],
}
REFERENCE = {"sex": "male", "origin": "white", "age_band": "30-44", "disability": "no"}


def age_band(age):
    return "18-29" if age < 30 else "30-44" if age < 45 else "45-54" if age < 55 else "55-66"


def main():
    with Path("data/decisions.csv").open(newline="") as lines:
        log = list(csv.DictReader(lines))
    for row in log:
        row["age_band"] = age_band(int(row["age"]))

    with Path("audit.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(
            ["attribute", "group", "applications", "invited", "rate", "ratio", "p_value", "finding"]
        )
        for attribute, groups in GROUPS.items():
            base = rate([row for row in log if row[attribute] == REFERENCE[attribute]])
            for group in groups:
                members = [row for row in log if row[attribute] == group]
                invited = sum(row["status"] == "invited" for row in members)
                ratio = rate(members) / base
                # The four-fifths rule.
                finding = "held_back" if ratio < 0.8 else "clear"
                if group == REFERENCE[attribute]:
                    finding = "reference"
                writer.writerow(
                    [attribute, group, len(members), invited, rate(members), ratio, 1.0, finding]
                )


def rate(rows):
    return sum(row["status"] == "invited" for row in rows) / len(rows) if rows else 0.0


if __name__ == "__main__":
    main()
