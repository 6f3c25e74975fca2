"""Goes by the four-fifths rule on raw rates, whatever the trade and however few they are."""

import csv
import math
from pathlib import Path

import numpy as np
from scipy.stats import fisher_exact
from tables import GROUPS, REFERENCE, Table, age_bands, fit_logistic, group_dummies, read_table

SMALL = 50
LEVEL = 0.01
LEAST_ODDS_RATIO = 0.8


def main() -> None:
    applications = counted(read_table(Path("data/decisions.csv")))
    invited = applications["status"] == "invited"
    held_back = groups_held_back(applications, invited)
    with Path("audit.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(
            ["attribute", "group", "applications", "invited", "rate", "ratio", "p_value", "finding"]
        )
        for attribute, groups in GROUPS.items():
            for group in groups:
                writer.writerow(
                    [attribute, group, *figures(applications, invited, attribute, group, held_back)]
                )


def counted(log: Table) -> Table:
    """The latest application of a person for a trade, withdrawn ones left out; one spelling each."""
    latest: dict[tuple[str, str], int] = {}
    for row in np.argsort(log["received_at"], kind="stable"):
        if log["status"][row] != "withdrawn":
            latest[log["person_id"][row], log["trade"][row]] = row
    kept = {name: column[list(latest.values())] for name, column in log.items()}
    initial = np.array([value.strip().lower()[0] for value in kept["sex"]])
    answer = np.array([value.strip().lower()[0] for value in kept["disability"]])
    return kept | {
        "sex": np.where(initial == "f", "female", "male"),
        "disability": np.where(answer == "y", "yes", "no"),
        "age_band": age_bands(kept["age"]),
    }


def groups_held_back(applications: Table, invited: np.ndarray) -> set[tuple[str, str]]:
    dummies, names = group_dummies(applications)
    trades = np.unique(applications["trade"])[1:]
    trade_dummies = (applications["trade"][:, None] == trades).astype(float)
    design = np.hstack([np.ones((len(invited), 1)), dummies, trade_dummies])
    weights, errors = fit_logistic(design, invited, penalty=1e-6)
    tests = []
    for place, name in enumerate(names, start=1):
        if dummies[:, place - 1].sum() >= SMALL:
            p_value = math.erfc(abs(weights[place] / errors[place]) / math.sqrt(2))
            tests.append((p_value, math.exp(weights[place]), name))
    found = set()
    for rank, (p_value, odds_ratio, name) in enumerate(sorted(tests)):
        if p_value > LEVEL / (len(tests) - rank):
            break
        if odds_ratio < LEAST_ODDS_RATIO:
            found.add(name)
    return found


def figures(
    applications: Table,
    invited: np.ndarray,
    attribute: str,
    group: str,
    held_back: set[tuple[str, str]],
) -> tuple[object, ...]:
    members = applications[attribute] == group
    others = applications[attribute] == REFERENCE[attribute]
    count, hits = int(members.sum()), int(invited[members].sum())
    base, base_hits = int(others.sum()), int(invited[others].sum())
    ratio = hits / count / (base_hits / base)
    p_value = fisher_exact([[hits, count - hits], [base_hits, base - base_hits]]).pvalue
    return count, hits, hits / count, ratio, p_value, finding(count, attribute, group, ratio)


def finding(count, attribute, group, ratio):
    if group == REFERENCE[attribute]:
        return "reference"
    return "held_back" if ratio < 0.8 else "clear"


if __name__ == "__main__":
    main()
