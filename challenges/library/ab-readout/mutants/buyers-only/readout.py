"""The textbook t-test, on revenue per buyer: whoever bought nothing is not in the table of orders."""

from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr

DATA = Path("data")


def main():
    plans = pd.read_csv(DATA / "experiments.csv")
    orders = pd.read_csv(DATA / "orders.csv").drop_duplicates("order_id")
    arms = pd.read_csv(DATA / "assignments.csv").drop_duplicates(["experiment_id", "user_id"])
    key = ["experiment_id", "user_id"]
    buyers = orders[orders["day"] <= 60].groupby(key)["amount"].sum().reset_index().merge(arms, on=key)
    rows = []
    for name, share in zip(plans["experiment_id"], plans["share_treated"]):
        mine = buyers[buyers["experiment_id"] == name]
        a, b = (mine.loc[mine["arm"] == arm, "amount"] for arm in "AB")
        effect, error = b.mean() - a.mean(), np.sqrt(a.var() / len(a) + b.var() / len(b))
        total = len(a) + len(b)
        z = (len(b) - share * total) / np.sqrt(total * share * (1 - share))
        valid = int(2 * ndtr(-abs(z)) > 0.05)
        low, high = effect - 1.96 * error, effect + 1.96 * error
        rows.append((name, valid, effect, low, high, "ship" if low > 0 else "keep"))
    columns = ["experiment_id", "valid", "effect", "low", "high", "decision"]
    pd.DataFrame(rows, columns=columns).to_csv("readout.csv", index=False)


if __name__ == "__main__":
    main()
