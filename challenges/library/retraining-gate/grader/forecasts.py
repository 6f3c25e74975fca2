"""Forecasts of invented models for real hours, and what their errors cost."""

from dataclasses import dataclass, replace

import numpy as np

from grader.demand import Hours

MISSING_BIKE, IDLE_BIKE = 0.8, 0.2  # EUR for each bike too few and each too many in an hour
SLICES = ("rain", "night", "commute", "weekend")


@dataclass(frozen=True)
class Model:
    """`skill`: share of what the plain model cannot explain; `noise`, `bias`: of its own."""

    skill: float = 0.25
    noise: float = 0.12
    bias: float = 0.05
    weak_slice: str = ""
    weak_bias: float = 0.0

    def forecast(self, hours: Hours, rng: np.random.Generator) -> np.ndarray:
        shake = np.exp(self.noise * rng.standard_normal(len(hours.day)) - self.noise**2 / 2)
        raw = hours.expected + self.skill * (hours.bikers - hours.expected)
        factor = np.full(len(hours.day), 1 + self.bias)
        if self.weak_slice:
            factor[in_slice(hours, self.weak_slice)] = 1 + self.weak_bias
        return np.maximum(0.0, raw * shake * factor)

    def but(self, **changes: float) -> "Model":
        return replace(self, **changes)  # type: ignore[arg-type]


def in_slice(hours: Hours, name: str) -> np.ndarray:
    if name == "rain":
        return hours.weather == "rain"
    if name == "night":
        return hours.hour < 6
    if name == "commute":
        return (hours.workday == 1) & np.isin(hours.hour, (7, 8, 9, 16, 17, 18, 19))
    return hours.workday == 0


def costs(actual: np.ndarray, forecast: np.ndarray) -> np.ndarray:
    """EUR per hour; an hour without a forecast leaves the trucks in the depot."""
    known = np.nan_to_num(forecast, nan=0.0)
    return MISSING_BIKE * np.maximum(actual - known, 0) + IDLE_BIKE * np.maximum(known - actual, 0)


def saving(hours: Hours, old: np.ndarray, new: np.ndarray) -> float:
    """Share of the old model's cost that the new one saves."""
    before = costs(hours.bikers, old).sum()
    return float((before - costs(hours.bikers, new).sum()) / before)


def worst_slice(hours: Hours, old: np.ndarray, new: np.ndarray) -> float:
    """The new model's cost in terms of the old one's, in the slice where this is highest."""
    ratios = []
    for name in SLICES:
        inside = in_slice(hours, name)
        before = costs(hours.bikers, old)[inside].sum()
        if before > 0:
            ratios.append(costs(hours.bikers, new)[inside].sum() / before)
    return float(max(ratios))
