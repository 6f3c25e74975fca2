"""Right in every respect but one: it takes spring's lapse rate for autumn's and leaves the panel unopened."""

import csv
import json
from pathlib import Path

import numpy as np

DATA = Path("data")
WINDOW_WEEKS = 13
RISK_PENALTY, EFFECT_PENALTY = 2.0, 8.0

Table = dict[str, np.ndarray]


def main() -> None:
    customers = read_table(DATA / "customers.csv")
    terms = json.loads((DATA / "terms.json").read_text())
    model = OfferModel(read_table(DATA / "pilot.csv"))
    shift = 0.0
    lapse_alone, lapse_contacted = model.lapse(customers, shift)

    cost = np.array([terms["contact_cost"][channel] for channel in customers["channel"]])
    kept = (lapse_alone - lapse_contacted) * numbers(customers, "margin_if_kept")
    net = kept - terms["voucher"] * (1 - lapse_contacted) - cost
    allowed = ~np.isin(customers["customer_id"], list(objectors(DATA / "consent_log.csv")))
    contact = choose(net, cost, allowed, terms["budget"])

    write_plan(customers["customer_id"], contact, lapse_alone)
    summary = {"expected_net_profit": round(float(net[contact].sum()), 2)}
    Path("summary.json").write_text(json.dumps(summary) + "\n")


class OfferModel:
    """Logistic regression of lapsing on the customer, the offer, and the offer's interactions."""

    def __init__(self, pilot: Table) -> None:
        self.offer = numbers(pilot, "offer") == 1
        self.week = weeks(pilot)
        risk, effect = risk_terms(pilot), effect_terms(pilot)
        self.risk_scale, self.effect_scale = Scale(risk), Scale(effect)
        design = self._design(pilot, offer=self.offer)
        penalty = np.repeat(
            [0, RISK_PENALTY, 0, EFFECT_PENALTY], [1, risk.shape[1], 1, effect.shape[1]]
        )
        self.weights = fit_logistic(design, np.isinf(self.week), penalty)

    def _design(self, customers: Table, *, offer: np.ndarray | bool) -> np.ndarray:
        risk = self.risk_scale(risk_terms(customers))
        effect = self.effect_scale(effect_terms(customers))
        one = np.ones((len(risk), 1))
        treated = np.broadcast_to(offer, len(risk))[:, None]
        return np.hstack([one, risk, treated * one, treated * effect])

    def odds(self, customers: Table, *, offer: bool) -> np.ndarray:
        return self._design(customers, offer=offer) @ self.weights

    def lapse(self, customers: Table, shift: float) -> tuple[np.ndarray, np.ndarray]:
        """Probability of lapsing without and with contact."""
        alone, contacted = (self.odds(customers, offer=offer) + shift for offer in (False, True))
        return sigmoid(alone), sigmoid(contacted)

    def pace(self) -> np.ndarray:
        """Share of those who come back without an offer that have done so by week 0..13."""
        back = self.week[~self.offer & np.isfinite(self.week)]
        return np.searchsorted(np.sort(back), np.arange(WINDOW_WEEKS + 1), side="right") / len(back)


class Scale:
    def __init__(self, terms: np.ndarray) -> None:
        self.mean, self.spread = terms.mean(axis=0), terms.std(axis=0) + 1e-9

    def __call__(self, terms: np.ndarray) -> np.ndarray:
        return (terms - self.mean) / self.spread


def risk_terms(customers: Table) -> np.ndarray:
    silence = numbers(customers, "days_since_last_order")
    tenure = numbers(customers, "days_since_first_order")
    orders = numbers(customers, "orders")
    return np.column_stack(
        [
            np.log1p(silence),
            np.maximum(silence - 60, 0),
            np.maximum(silence - 120, 0),
            silence > 120,
            np.log(orders),
            np.log1p(silence / (tenure / orders + 7)),
            np.log1p(tenure),
            np.log1p(numbers(customers, "spend")),
            np.log1p(numbers(customers, "items")),
            numbers(customers, "discount_share"),
            np.log1p(numbers(customers, "newsletter_opens")),
            numbers(customers, "open_complaint"),
        ]
    )


def effect_terms(customers: Table) -> np.ndarray:
    """Fewer than for the risk: an effect is a difference, and needs far more data to be seen."""
    return np.column_stack(
        [
            np.log1p(numbers(customers, "days_since_last_order")),
            numbers(customers, "discount_share"),
            np.log1p(numbers(customers, "newsletter_opens")),
            numbers(customers, "open_complaint"),
        ]
    )


def fit_logistic(design: np.ndarray, lapsed: np.ndarray, penalty: np.ndarray) -> np.ndarray:
    weights = np.zeros(design.shape[1])
    for _ in range(25):
        chance = sigmoid(design @ weights)
        slope = design.T @ (lapsed - chance) - penalty * weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def season_shift(model: OfferModel, panel: Table) -> float:
    """The constant that autumn adds to the log-odds, by Newton's method on the panel's likelihood.

    A customer watched for w weeks who has not bought is either lapsing or merely not yet back:
    P(no order by week w) = 1 - P(back) * pace(w).
    """
    bought = np.isfinite(weeks(panel))
    seen = model.pace()[numbers(panel, "weeks_observed").astype(int)]
    odds = model.odds(panel, offer=False)
    candidates = np.linspace(-3, 3, 1201)
    back = 1 - sigmoid(odds[:, None] + candidates)
    told = np.where(bought[:, None], np.log(back), np.log(1 - back * seen[:, None]))
    return float(candidates[told.sum(axis=0).argmax()])


def choose(net: np.ndarray, cost: np.ndarray, allowed: np.ndarray, budget: float) -> np.ndarray:
    """Best net profit per euro first; a contact that does not fit is passed over."""
    contact = np.zeros(len(net), bool)
    left = round(budget * 100)
    for index in np.argsort(-net / cost):
        cents = round(cost[index] * 100)
        if allowed[index] and net[index] > 0 and cents <= left:
            contact[index] = True
            left -= cents
    return contact


def objectors(path: Path) -> set[str]:
    """Customers whose latest entry in the consent log is an objection."""
    latest: dict[str, tuple[str, str]] = {}
    log = read_table(path)
    for at, customer, event in zip(
        log["recorded_at"], log["customer_id"], log["event"], strict=True
    ):
        latest[customer] = max(latest.get(customer, ("", "")), (at, event))
    return {customer for customer, (_, event) in latest.items() if event == "opt_out"}


def read_table(path: Path) -> Table:
    with path.open(newline="") as lines:
        header, *rows = csv.reader(lines)
    return {
        name: np.array(column) for name, column in zip(header, zip(*rows, strict=True), strict=True)
    }


def numbers(table: Table, name: str) -> np.ndarray:
    return table[name].astype(float)


def weeks(table: Table) -> np.ndarray:
    """The week of the order, infinite where there is none."""
    return np.array([float(week) if week else np.inf for week in table["bought_in_week"]])


def sigmoid(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))


def write_plan(customer_ids: np.ndarray, contact: np.ndarray, lapse: np.ndarray) -> None:
    with Path("plan.csv").open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["customer_id", "contact", "lapse_probability"])
        writer.writerows(zip(customer_ids, contact.astype(int), np.round(lapse, 5), strict=True))


if __name__ == "__main__":
    main()
