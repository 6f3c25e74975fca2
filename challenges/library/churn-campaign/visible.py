"""The practice season: is the plan usable, what does it cost, what would it have earned."""

from pathlib import Path

from grade import (
    budget_overrun,
    carried_out,
    cents,
    contacts_without_consent,
    profit_of,
    read_campaign,
    read_plan,
)
from packkit import Finding


def check(case: Path, outputs: Path) -> list[Finding]:
    campaign = read_campaign(case)
    plan = read_plan(outputs / "plan", campaign)
    reached = carried_out(plan, campaign)
    overrun = budget_overrun(plan.contact, campaign)
    refused = contacts_without_consent(plan.contact, campaign)
    earned = profit_of(reached, campaign)
    spent = cents(campaign.cost[reached]).sum() / 100
    return [
        Finding(
            name="files",
            title="plan.csv and summary.json can be used",
            passed=True,
            message=f"{len(plan.contact)} customers, {int(plan.contact.sum())} to be contacted.",
        ),
        Finding(
            name="budget_overrun",
            title="The contacts fit the budget",
            passed=overrun.value == 0,
            message=overrun.evidence,
            value=overrun.value,
            unit="%",
        ),
        Finding(
            name="contacts_without_consent",
            title="Nobody is contacted who had objected",
            passed=refused.value == 0,
            message=refused.evidence,
            value=refused.value,
            unit="contacts",
        ),
        Finding(
            name="net_profit",
            title="The practice season's campaign earns money",
            passed=earned > 0,
            message=(
                f"{spent:.0f} EUR spent on {len(reached)} contacts; all in all they bring "
                f"{earned:.0f} EUR. You promised {plan.expected_net_profit:.0f} EUR."
            ),
            value=earned,
            unit="EUR",
        ),
        Finding(
            name="forecast",
            title="Forecast share of customers who lapse if left alone",
            passed=None,
            message="Is this what autumn's panel says, given that it is still being watched?",
            value=100 * float(plan.lapse.mean()),
            unit="%",
        ),
    ]
