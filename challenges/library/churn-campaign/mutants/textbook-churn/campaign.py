"""The textbook: a classifier of who lapsed in spring, everybody above one half, the riskiest first."""

import json
from pathlib import Path

import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

pilot = pd.read_csv("data/pilot.csv")
customers = pd.read_csv("data/customers.csv")
terms = json.loads(Path("data/terms.json").read_text())
features = [name for name in customers.columns if name not in {"customer_id", "channel"}]

model = make_pipeline(StandardScaler(), LogisticRegression())
model.fit(pilot[features], pilot["bought_in_week"].isna())
customers["lapse_probability"] = model.predict_proba(customers[features])[:, 1]

customers = customers.sort_values("lapse_probability", ascending=False)
cost = customers["channel"].map(terms["contact_cost"])
affordable = cost.cumsum() <= terms["budget"]
customers["contact"] = (affordable & (customers["lapse_probability"] > 0.5)).astype(int)
value = customers["lapse_probability"] * customers["margin_if_kept"] - cost
customers[["customer_id", "contact", "lapse_probability"]].to_csv("plan.csv", index=False)
Path("summary.json").write_text(json.dumps({"expected_net_profit": float(value[customers["contact"] == 1].sum())}))
