"""Takes users for the unit everywhere, also where whole stores were drawn: intervals far too narrow, and splits that look broken."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr, stdtr, stdtrit

DATA = Path("data")
METRIC_DAYS = 60
SPLIT_LEVEL = 0.01
SHIP_LEVEL = 0.01


@dataclass(frozen=True)
class Readout:
    valid: bool
    effect: float
    error: float
    freedom: float

    @property
    def half_width(self) -> float:
        return float(stdtrit(self.freedom, 0.975)) * self.error

    @property
    def p_value(self) -> float:
        return 2 * float(stdtr(self.freedom, -abs(self.effect) / self.error))


def main() -> None:
    plans = pd.read_csv(DATA / "experiments.csv")
    users = users_with_revenue(pd.read_csv(DATA / "assignments.csv"), pd.read_csv(DATA / "orders.csv"))
    readouts = {
        plan.experiment_id: read_out(users[users["experiment_id"] == plan.experiment_id], plan)
        for plan in plans.itertuples()
    }
    shipped = to_ship(readouts)
    rows = [
        (
            name,
            int(one.valid),
            one.effect,
            one.effect - one.half_width,
            one.effect + one.half_width,
            "ship" if name in shipped else "keep",
        )
        for name, one in readouts.items()
    ]
    columns = ["experiment_id", "valid", "effect", "low", "high", "decision"]
    pd.DataFrame(rows, columns=columns).to_csv("readout.csv", index=False)


def users_with_revenue(assignments: pd.DataFrame, orders: pd.DataFrame) -> pd.DataFrame:
    """One row per user: no test accounts, nobody of both arms, every order once."""
    key = ["experiment_id", "user_id"]
    users = assignments[~assignments["user_id"].str.startswith("T")]
    users = users.drop_duplicates([*key, "arm"])
    users = users[~users.duplicated(key, keep=False)]
    counted = orders.drop_duplicates("order_id")
    counted = counted[counted["day"] <= METRIC_DAYS]
    revenue = counted.groupby(key)["amount"].sum().rename("revenue").reset_index()
    return users.merge(revenue, on=key, how="left").fillna({"revenue": 0.0})


def read_out(users: pd.DataFrame, plan: object) -> Readout:
    revenue = users["revenue"].to_numpy()
    before = users["spend_before"].to_numpy()
    slope = np.cov(revenue, before)[0, 1] / before.var(ddof=1)
    adjusted = revenue - slope * (before - before.mean())
    treated = (users["arm"] == "B").to_numpy()
    by_store = plan.unit == "store"
    groups = np.arange(len(users))
    sides = [mean_and_variance(adjusted[arm], groups[arm]) for arm in (treated, ~treated)]
    (one, one_variance, one_units), (other, other_variance, other_units) = sides
    return Readout(
        valid=split_p_value(one_units, other_units, plan.share_treated) >= SPLIT_LEVEL,
        effect=one - other,
        error=float(np.sqrt(one_variance + other_variance)),
        freedom=one_units + other_units - 2,
    )


def mean_and_variance(values: np.ndarray, groups: np.ndarray) -> tuple[float, float, int]:
    """Mean per user, its variance when whole groups are drawn, and the number of groups."""
    names, place = np.unique(groups, return_inverse=True)
    gaps = np.bincount(place, values - values.mean())
    count = len(names)
    return float(values.mean()), float((gaps**2).sum() * count / (count - 1) / len(values) ** 2), count


def split_p_value(treated: int, others: int, share: float) -> float:
    total = treated + others
    z = (treated - share * total) / np.sqrt(total * share * (1 - share))
    return float(2 * ndtr(-abs(z)))


def to_ship(readouts: dict[str, Readout]) -> set[str]:
    """Holm's procedure over the valid experiments; only what helps is shipped."""
    valid = sorted((one.p_value, name) for name, one in readouts.items() if one.valid)
    shipped = set()
    for rank, (p_value, name) in enumerate(valid):
        if p_value > SHIP_LEVEL / (len(valid) - rank):
            break
        if readouts[name].effect > 0:
            shipped.add(name)
    return shipped


if __name__ == "__main__":
    main()
