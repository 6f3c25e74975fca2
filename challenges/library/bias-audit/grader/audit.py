"""The audit as it should read: rates, ratios, exact p-values, and who was held back."""

import numpy as np
from grader.people import GROUPS, REFERENCE, Columns

SMALL = 50


def audit_table(
    people: Columns, invited: np.ndarray, held_back: set[tuple[str, str]]
) -> list[dict[str, object]]:
    """One row per attribute and group, in the order of `GROUPS`."""
    return [
        group_row(people, invited, attribute, group, held_back)
        for attribute, groups in GROUPS.items()
        for group in groups
    ]


def group_row(
    people: Columns,
    invited: np.ndarray,
    attribute: str,
    group: str,
    held_back: set[tuple[str, str]],
) -> dict[str, object]:
    reference = people[attribute] == REFERENCE[attribute]
    members = people[attribute] == group
    count, hits = int(members.sum()), int(invited[members].sum())
    base, base_hits = int(reference.sum()), int(invited[reference].sum())
    rate = hits / count if count else 0.0
    return {
        "attribute": attribute,
        "group": group,
        "applications": count,
        "invited": hits,
        "rate": f"{rate:.8f}",
        "ratio": f"{rate / (base_hits / base):.8f}",
        "p_value": f"{fisher_p_value(hits, count, base_hits, base):.8g}",
        "finding": finding(count, attribute, group, held_back),
    }


def fisher_p_value(hits: int, count: int, base_hits: int, base: int) -> float:
    """Fisher's exact test, two-sided: all tables with these margins that are no likelier."""
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, count + base + 1)))])

    def log_choose(n: int, k: np.ndarray) -> np.ndarray:
        return log_factorial[n] - log_factorial[k] - log_factorial[n - k]

    total = hits + base_hits
    possible = np.arange(max(0, total - base), min(count, total) + 1)
    log_chance = log_choose(count, possible) + log_choose(base, total - possible)
    log_chance -= log_choose(count + base, np.array(total))
    seen = log_chance[hits - possible[0]]
    return min(1.0, float(np.exp(log_chance[log_chance <= seen + 1e-7]).sum()))


def finding(count: int, attribute: str, group: str, held_back: set[tuple[str, str]]) -> str:
    if REFERENCE[attribute] == group:
        return "reference"
    if count < SMALL:
        return "too_few"
    return "held_back" if (attribute, group) in held_back else "clear"
