"""What a plan is worth: in expectation over what the customers would do, so without luck."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from packkit import InvalidOutput, Measure, number, read_csv, read_json, text, whole

BINS = 10
PLAN_COLUMNS = {"customer_id": text, "contact": whole, "lapse_probability": number}


@dataclass(frozen=True)
class Campaign:
    """The campaign's customers in one order, with what nobody could know beforehand."""

    identifiers: list[str]
    lapse_alone: np.ndarray
    lapse_contacted: np.ndarray
    refused: np.ndarray
    net: np.ndarray  # EUR that a contact brings, its cost and the voucher deducted
    cost: np.ndarray
    risk_order: np.ndarray  # most days since the last order first
    budget: float


@dataclass(frozen=True)
class Plan:
    contact: np.ndarray
    lapse: np.ndarray
    order: np.ndarray  # positions of the campaign's customers, as the plan lists them
    expected_net_profit: float


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    campaign = read_campaign(case)
    plan = read_plan(outputs / "plan", campaign)
    reached = carried_out(plan, campaign)
    return {
        "net_profit": net_profit(reached, campaign),
        "harmful_contacts": harmful_contacts(plan.contact, campaign),
        "lapse_share_error": lapse_share_error(plan.lapse, campaign),
        "risk_ranking": risk_ranking(plan.lapse, campaign),
        "calibration_error": calibration_error(plan.lapse, campaign),
        "profit_forecast_error": profit_forecast_error(plan, reached, campaign),
        "budget_overrun": budget_overrun(plan.contact, campaign),
        "contacts_without_consent": contacts_without_consent(plan.contact, campaign),
    }


# Reading


def read_campaign(case: Path) -> Campaign:
    terms = json.loads((case / "public" / "terms.json").read_text())
    customers = columns_of(case / "public" / "customers.csv")
    answers = columns_of(case / "answers" / "customers.csv")
    alone = answers["lapse_alone"].astype(float)
    contacted = answers["lapse_contacted"].astype(float)
    cost = np.array([terms["contact_cost"][channel] for channel in customers["channel"]])
    kept = (alone - contacted) * customers["margin_if_kept"].astype(float)
    return Campaign(
        identifiers=list(customers["customer_id"]),
        lapse_alone=alone,
        lapse_contacted=contacted,
        refused=answers["refused"] == "1",
        net=kept - terms["voucher"] * (1 - contacted) - cost,
        cost=cost,
        risk_order=np.argsort(-customers["days_since_last_order"].astype(int), kind="stable"),
        budget=terms["budget"],
    )


def columns_of(path: Path) -> dict[str, np.ndarray]:
    header, *rows = [line.split(",") for line in path.read_text().splitlines()]
    return {
        name: np.array(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }


def read_plan(folder: Path, campaign: Campaign) -> Plan:
    rows = read_csv(
        folder / "plan.csv", PLAN_COLUMNS, ids=campaign.identifiers, id_column="customer_id"
    )
    for row in rows:
        if row["contact"] not in {0, 1}:
            raise InvalidOutput(f"plan.csv: contact of {row['customer_id']} is not 0 or 1.")
        if not 0 <= row["lapse_probability"] <= 1:
            raise InvalidOutput(
                f"plan.csv: lapse_probability of {row['customer_id']} is not between 0 and 1."
            )
    summary = read_json(folder / "summary.json", {"expected_net_profit": number})
    position = {identifier: index for index, identifier in enumerate(campaign.identifiers)}
    order = np.array([position[row["customer_id"]] for row in rows])
    contact = np.zeros(len(rows), bool)
    lapse = np.zeros(len(rows))
    contact[order] = [row["contact"] == 1 for row in rows]
    lapse[order] = [row["lapse_probability"] for row in rows]
    return Plan(contact, lapse, order, summary["expected_net_profit"])


def carried_out(plan: Plan, campaign: Campaign) -> np.ndarray:
    """Work down the plan until the first contact that the budget no longer pays."""
    listed = plan.order[plan.contact[plan.order]]
    spent = np.cumsum(cents(campaign.cost[listed]))
    return listed[spent <= round(campaign.budget * 100)]


def cents(cost: np.ndarray) -> np.ndarray:
    return np.rint(cost * 100).astype(int)


# Measuring


def net_profit(reached: np.ndarray, campaign: Campaign) -> Measure:
    """The floor contacts nobody. The ceiling is 95 % of what knowing everyone's odds would bring."""
    value = profit_of(reached, campaign)
    best = best_profit(campaign)
    return Measure(
        value=value,
        floor=0.0,
        ceiling=0.95 * best,
        evidence=f"{len(reached)} customers contacted: {value:.0f} EUR; a plan that knows everyone's odds: {best:.0f} EUR.",
    )


def profit_of(reached: np.ndarray, campaign: Campaign) -> float:
    """Whoever objected earns nothing: the contact costs, and the voucher must not be honoured."""
    earned = np.where(campaign.refused, -campaign.cost, campaign.net)
    return float(earned[reached].sum())


def best_profit(campaign: Campaign) -> float:
    worth = np.flatnonzero((campaign.net > 0) & ~campaign.refused)
    ranked = worth[np.argsort(-campaign.net[worth] / campaign.cost[worth])]
    affordable = np.cumsum(cents(campaign.cost[ranked])) <= round(campaign.budget * 100)
    return float(campaign.net[ranked[affordable]].sum())


def harmful_contacts(contact: np.ndarray, campaign: Campaign) -> Measure:
    harmed = campaign.lapse_contacted > campaign.lapse_alone
    base = 100 * float(harmed.mean())
    if not contact.any():
        return Measure(value=base, floor=base, ceiling=0.0, evidence="Nobody is contacted.")
    value = 100 * float(harmed[contact].mean())
    told = f"The offer drives away {value:.1f} % of those contacted, against {base:.1f} % of all customers."
    return Measure(value=value, floor=base, ceiling=0.0, evidence=told)


def lapse_share_error(lapse: np.ndarray, campaign: Campaign) -> Measure:
    truth = float(campaign.lapse_alone.mean())
    forecast = float(lapse.mean())
    return Measure(
        value=100 * abs(forecast - truth),
        evidence=f"The plan expects {forecast:.1%} to lapse if left alone; it is {truth:.1%}.",
    )


def risk_ranking(lapse: np.ndarray, campaign: Campaign) -> Measure:
    """Expected area under the ROC curve; the floor ranks by days since the last order."""
    by_silence = np.empty(len(lapse))
    by_silence[campaign.risk_order] = -np.arange(len(lapse))
    return Measure(
        value=expected_auc(lapse, campaign.lapse_alone),
        floor=expected_auc(by_silence, campaign.lapse_alone),
        ceiling=expected_auc(campaign.lapse_alone, campaign.lapse_alone),
    )


def expected_auc(score: np.ndarray, chance: np.ndarray) -> float:
    """P(a customer who lapses is ranked above one who stays), ties counting half."""
    values, place = np.unique(score, return_inverse=True)
    lapsing = np.bincount(place, chance, minlength=len(values))
    staying = np.bincount(place, 1 - chance, minlength=len(values))
    below = np.cumsum(staying) - staying
    return float((lapsing * (below + staying / 2)).sum() / (chance.sum() * (1 - chance).sum()))


def calibration_error(lapse: np.ndarray, campaign: Campaign) -> Measure:
    """Mean gap, over tenths of the customers by forecast, of forecast and truth."""
    tenths = np.array_split(np.argsort(lapse, kind="stable"), BINS)
    gaps = [float((lapse[tenth] - campaign.lapse_alone[tenth]).mean()) for tenth in tenths]
    return Measure(value=100 * float(np.abs(gaps).mean()))


def profit_forecast_error(plan: Plan, reached: np.ndarray, campaign: Campaign) -> Measure:
    truth = profit_of(reached, campaign)
    scale = best_profit(campaign)
    error = 100 * abs(plan.expected_net_profit - truth) / scale
    if not len(reached):
        error = 100.0  # whoever does nothing has nothing to foretell
    told = f"Promised {plan.expected_net_profit:.0f} EUR, worth {truth:.0f} EUR."
    return Measure(value=error, evidence=told)


def budget_overrun(contact: np.ndarray, campaign: Campaign) -> Measure:
    spent = cents(campaign.cost[contact]).sum() / 100
    over = max(0.0, 100 * (spent / campaign.budget - 1))
    return Measure(value=over, evidence=f"{spent:.2f} EUR planned of {campaign.budget:.2f} EUR.")


def contacts_without_consent(contact: np.ndarray, campaign: Campaign) -> Measure:
    count = int((contact & campaign.refused).sum())
    return Measure(
        value=float(count), evidence=f"{count} contacts with customers who had objected."
    )
