"""The risk model as the data scientists run it, over night, on a table of flights.

Correct, and nobody ever asked how long it takes. `python offline.py` scores data/sample.csv.
"""

import json

import numpy as np
import pandas as pd

NUMBERS = ["distance", "temp", "wind_speed", "precip", "visib", "pressure"]
WEATHER = ["temp", "wind_speed", "precip", "visib", "pressure"]
CODES = ["origin", "carrier", "dest"]


def load_model(path="data/model.json"):
    with open(path) as file:
        model = json.load(file)
    model["nodes"] = pd.DataFrame(model["nodes"])
    return model


def clean(rows):
    """Texts without blanks and in capitals; a field that is absent, null or empty is missing."""
    table = pd.DataFrame(rows).reindex(columns=["hour", "month", *CODES, *NUMBERS])
    for name in CODES:
        text = table[name].astype("string").str.strip().str.upper()
        table[name] = text.replace("", pd.NA)
    for name in NUMBERS:
        table[name] = pd.to_numeric(table[name]).astype(float)
    return table


def features(table, model):
    known = table["origin"].where(table["origin"].isin(list(model["medians"])), "*")
    result = pd.DataFrame(index=table.index)
    result["hour_sin"] = np.sin(2 * np.pi * table["hour"] / 24)
    result["hour_cos"] = np.cos(2 * np.pi * table["hour"] / 24)
    result["month_sin"] = np.sin(2 * np.pi * table["month"] / 12)
    result["month_cos"] = np.cos(2 * np.pi * table["month"] / 12)
    result["missing_weather"] = table[WEATHER].isna().sum(axis=1)
    for name in NUMBERS:
        typical = known.map({airport: one[name] for airport, one in model["medians"].items()})
        low, high = model["ranges"][name]
        result[name] = table[name].fillna(typical.astype(float)).clip(low, high)
    result["distance"] = np.log1p(result["distance"])
    for name in CODES:
        rates = model["rates"][name]
        result[name] = table[name].map(rates).fillna(rates["*"]).astype(float)
    return result


def walk(row, tree):
    node = tree[tree["node"] == 0].iloc[0]
    while pd.notna(node["feature"]):
        goes_left = row[node["feature"]] <= node["threshold"]
        node = tree[tree["node"] == (node["left"] if goes_left else node["right"])].iloc[0]
    return node["value"]


def predict(rows, model):
    """Probability that each flight arrives 30 minutes late or more, or not at all."""
    table = features(clean(rows), model)
    result = []
    for _, row in table.iterrows():
        margin = model["base"]
        for _, tree in model["nodes"].groupby("tree"):
            margin += model["learning_rate"] * walk(row, tree)
        slope, offset = model["calibration"]
        probability = 1 / (1 + np.exp(-(slope * margin + offset)))
        low, high = model["bounds"]
        result.append(round(float(np.clip(probability, low, high)), 6))
    return result


if __name__ == "__main__":
    sample = pd.read_csv("data/sample.csv", keep_default_na=False, na_values=[""])
    rows = [
        {name: None if pd.isna(value) else value for name, value in row.items()}
        for row in sample.to_dict("records")
    ]
    for row, probability in zip(rows, predict(rows, load_model())):
        print(row["id"], row["probability"], probability)
