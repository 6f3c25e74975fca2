"""One model per arm of the pilot, with every product of up to three columns: it fits the pilot very well."""

import csv
import json
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np

DATA = Path("data")
WINDOW_WEEKS = 13
COLUMNS = (
    "days_since_first_order",
    "days_since_last_order",
    "orders",
    "items",
    "spend",
    "discount_share",
    "newsletter_opens",
    "open_complaint",
    "margin_if_kept",
)

Table = dict[str, np.ndarray]


def main() -> None:
    customers = read_table(DATA / "customers.csv")
    terms = json.loads((DATA / "terms.json").read_text())
    model = OfferModel(read_table(DATA / "pilot.csv"))
    shift = season_shift(model, read_table(DATA / "autumn_panel.csv"))
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
    """A model for those with the offer, and one for those without."""

    def __init__(self, pilot: Table) -> None:
        self.offer = numbers(pilot, "offer") == 1
        self.week = weeks(pilot)
        columns = columns_of(pilot)
        self.mean, self.spread = columns.mean(axis=0), columns.std(axis=0)
        design, lapsed = self._design(pilot), np.isinf(self.week)
        penalty = np.full(design.shape[1], 0.3)
        self.weights = [fit_logistic(design[arm], lapsed[arm], penalty) for arm in (~self.offer, self.offer)]

    def _design(self, customers: Table) -> np.ndarray:
        columns = np.clip((columns_of(customers) - self.mean) / self.spread, -3, 3)
        terms = [np.ones(len(columns))]
        for degree in (1, 2, 3):
            for chosen in combinations_with_replacement(range(columns.shape[1]), degree):
                terms.append(columns[:, chosen].prod(axis=1))
        return np.column_stack(terms)

    def odds(self, customers: Table, *, offer: bool) -> np.ndarray:
        return self._design(customers) @ self.weights[int(offer)]

    def lapse(self, customers: Table, shift: float) -> tuple[np.ndarray, np.ndarray]:
        alone, contacted = (self.odds(customers, offer=offer) + shift for offer in (False, True))
        return sigmoid(alone), sigmoid(contacted)

    def pace(self) -> np.ndarray:
        back = self.week[~self.offer & np.isfinite(self.week)]
        return np.searchsorted(np.sort(back), np.arange(WINDOW_WEEKS + 1), side="right") / len(back)


def columns_of(customers: Table) -> np.ndarray:
    return np.column_stack([np.log1p(numbers(customers, name)) for name in COLUMNS])


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
