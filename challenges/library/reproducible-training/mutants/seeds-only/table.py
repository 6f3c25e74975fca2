"""Reads the exports and turns hours into numbers."""

import csv
import os

import numpy as np

FEATURES = {"hour", "workday", "temp", "humidity", "day", "weather", "district"}


def load_shards(folder):
    rows = []
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


def load_new(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def numbers_of(row):
    """The row's features, each as one or more numbers."""
    angle = 2 * np.pi * int(row["hour"]) / 24
    known = {
        "hour": [np.sin(angle), np.cos(angle), np.sin(2 * angle), np.cos(2 * angle)],
        "workday": [int(row["workday"])],
        "temp": [float(row["temp"])],
        "humidity": [float(row["humidity"])],
        "day": [np.sin(2 * np.pi * int(row["day"]) / 365)],
        "weather": [row["weather"] == name for name in {"clear", "mist", "rain"}],
        "district": one_of_buckets(row["district"]),
    }
    return [number for name in FEATURES for number in known[name]]


def one_of_buckets(name, buckets=16):
    bucket = [0.0] * buckets
    bucket[hash(name) % buckets] = 1.0
    return bucket


def design(rows):
    return np.array([numbers_of(row) for row in rows], dtype=float)


def target(rows):
    return np.array([int(row["bikers"]) for row in rows], dtype=float)
