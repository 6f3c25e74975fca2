"""The risk model of offline.py for one quote at a time: the same numbers, without tables.

Loaded once. Trees become nested tuples: a leaf is a number, a split (feature, threshold, left, right).
"""

import json
import math

NUMBERS = ("distance", "temp", "wind_speed", "precip", "visib", "pressure")
WEATHER = NUMBERS[1:]
CODES = ("origin", "carrier", "dest")
FEATURES = (
    *("hour_sin", "hour_cos", "month_sin", "month_cos", "missing_weather"),
    *NUMBERS,
    *CODES,
)
DIGITS = 6


class RiskModel:
    """Thread-safe: nothing changes after loading."""

    def __init__(self, path="data/model.json"):
        with open(path, encoding="utf-8") as file:
            told = json.load(file)
        self._medians, self._ranges, self._rates = told["medians"], told["ranges"], told["rates"]
        self._base, self._learning_rate = told["base"], told["learning_rate"]
        self._calibration, self._bounds = told["calibration"], told["bounds"]
        nodes = {}
        for node in told["nodes"]:
            nodes.setdefault(node["tree"], {})[node["node"]] = node
        self._trees = [_compiled(tree, 0) for tree in nodes.values()]

    def predict(self, quote):
        values = self._features(quote)
        margin = self._base
        for node in self._trees:
            while type(node) is tuple:
                feature, threshold, left, right = node
                node = left if values[feature] <= threshold else right
            margin += self._learning_rate * node
        slope, offset = self._calibration
        low, high = self._bounds
        probability = 1 / (1 + math.exp(-(slope * margin + offset)))
        return round(min(high, max(low, probability)), DIGITS)

    def _features(self, quote):
        codes = {name: (quote.get(name) or "").strip().upper() for name in CODES}
        typical = self._medians.get(codes["origin"], self._medians["*"])
        values = []
        for turn in (quote["hour"] / 24, quote["month"] / 12):
            values += [math.sin(2 * math.pi * turn), math.cos(2 * math.pi * turn)]
        # Counted before gaps are filled: that the weather is unknown says something itself.
        values.append(sum(quote.get(name) is None for name in WEATHER))
        for name in NUMBERS:
            value = quote.get(name)
            low, high = self._ranges[name]
            value = min(high, max(low, typical[name] if value is None else value))
            values.append(math.log1p(value) if name == "distance" else value)
        values += [self._rates[name].get(codes[name], self._rates[name]["*"]) for name in CODES]
        return values


def _compiled(nodes, number):
    node = nodes[number]
    if node["feature"] is None:
        return node["value"]
    below = (_compiled(nodes, node[side]) for side in ("left", "right"))
    return (FEATURES.index(node["feature"]), node["threshold"], *below)
