"""Read out the quarter's experiments: data/*.csv -> readout.csv. Run: python readout.py"""

from pathlib import Path

import numpy as np
import pandas as pd

DATA = Path("data")


def main():
    experiments = pd.read_csv(DATA / "experiments.csv")
    orders = pd.read_csv(DATA / "orders.csv")
    arms = pd.read_csv(DATA / "assignments.csv").drop_duplicates(["experiment_id", "user_id"])
    orders = orders.merge(arms, on=["experiment_id", "user_id"])
    rows = []
    for name in experiments["experiment_id"]:
        mine = orders[orders["experiment_id"] == name]
        a = mine.loc[mine["arm"] == "A", "amount"]
        b = mine.loc[mine["arm"] == "B", "amount"]
        effect = b.mean() - a.mean()
        error = np.sqrt(a.var() / len(a) + b.var() / len(b))
        low, high = effect - 1.96 * error, effect + 1.96 * error
        rows.append((name, 1, effect, low, high, "ship" if low > 0 else "keep"))
    columns = ["experiment_id", "valid", "effect", "low", "high", "decision"]
    pd.DataFrame(rows, columns=columns).to_csv("readout.csv", index=False)


if __name__ == "__main__":
    main()
