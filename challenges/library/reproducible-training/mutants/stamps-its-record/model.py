"""Random waves and a ridge, several times over; the mean of the members is the forecast."""

from typing import Self

import numpy as np

Parameters = dict[str, float]


class Member:
    def __init__(self, parameters: Parameters, seed: np.random.SeedSequence) -> None:
        self._parameters, self._rng = parameters, np.random.default_rng(seed)

    def fit(self, table: np.ndarray, target: np.ndarray) -> Self:
        size = int(self._parameters["waves"])
        self._centre, self._scale = table.mean(axis=0), table.std(axis=0) + 1e-9
        self._waves = self._rng.normal(size=(table.shape[1], size)) * self._parameters["bandwidth"]
        self._shifts = self._rng.uniform(0, 2 * np.pi, size)
        self._mean = target.mean()
        basis = self._basis(table)
        square = basis.T @ basis + self._parameters["penalty"] * np.eye(size)
        self._weights = np.linalg.solve(square, basis.T @ (target - self._mean))
        return self

    def predict(self, table: np.ndarray) -> np.ndarray:
        return self._basis(table) @ self._weights + self._mean

    def _basis(self, table: np.ndarray) -> np.ndarray:
        return np.cos((table - self._centre) / self._scale @ self._waves + self._shifts)


class Ensemble:
    """As many members as the parameters say, each with a random stream of its own."""

    def __init__(self, parameters: Parameters) -> None:
        seeds = np.random.SeedSequence(int(parameters["seed"])).spawn(int(parameters["members"]))
        self._members = [Member(parameters, seed) for seed in seeds]

    def fit(self, table: np.ndarray, target: np.ndarray) -> Self:
        for member in self._members:
            member.fit(table, target)
        return self

    def predict(self, table: np.ndarray) -> np.ndarray:
        return np.maximum(0, np.mean([member.predict(table) for member in self._members], axis=0))
