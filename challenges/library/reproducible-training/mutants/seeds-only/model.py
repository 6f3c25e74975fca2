"""Random waves and a ridge, several times over; the mean of the members is the forecast."""

import os

import numpy as np


class Member:
    def __init__(self, parameters):
        self.parameters = parameters

    def fit(self, table, target):
        size = self.parameters["waves"]
        self.centre, self.scale = table.mean(axis=0), table.std(axis=0) + 1e-9
        self.waves = np.random.normal(size=(table.shape[1], size)) * self.parameters["bandwidth"]
        self.shifts = np.random.uniform(0, 2 * np.pi, size)
        self.mean = target.mean()
        basis = self.basis(table)
        square = basis.T @ basis + self.parameters["penalty"] * np.eye(size)
        self.weights = np.linalg.solve(square, basis.T @ (target - self.mean))
        return self

    def basis(self, table):
        return np.cos((table - self.centre) / self.scale @ self.waves + self.shifts)

    def predict(self, table):
        return self.basis(table) @ self.weights + self.mean


class Ensemble:
    """One member for each worker of the machine, so that none is idle."""

    def __init__(self, parameters):
        workers = int(os.environ.get("OMP_NUM_THREADS", os.cpu_count()))
        self.members = [Member(parameters) for _ in range(parameters["members"] + workers - 1)]

    def fit(self, table, target):
        for member in self.members:
            member.fit(table, target)
        return self

    def predict(self, table):
        return np.maximum(0, np.mean([member.predict(table) for member in self.members], axis=0))
