"""The checklist: spelling mended, chi-squared test, four-fifths rule; every line of the log counts."""

import csv
from pathlib import Path

from scipy.stats import chi2_contingency

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
        row["sex"] = "female" if row["sex"].strip().lower().startswith("f") else "male"
        row["disability"] = "yes" if row["disability"].strip().lower().startswith("y") else "no"

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
                others = [row["status"] == "invited" for row in log if row[attribute] == REFERENCE[attribute]]
                table = [[invited, len(members) - invited], [sum(others), len(others) - sum(others)]]
                p_value = chi2_contingency(table).pvalue
                finding = "held_back" if ratio < 0.8 else "clear"
                if group == REFERENCE[attribute]:
                    finding = "reference"
                writer.writerow(
                    [attribute, group, len(members), invited, rate(members), ratio, p_value, finding]
                )


def rate(rows):
    return sum(row["status"] == "invited" for row in rows) / len(rows) if rows else 0.0


if __name__ == "__main__":
    main()
