"""Plays your strategy on the practice flight by the rules of the hidden games: python simulate.py [seed]"""

import csv
import random
import sys

from strategy import Strategy

ROUNDS, BATCH, ERROR_RATE = 8, 20, 1 / 7


def read(name):
    with open(f"data/{name}.csv", newline="") as file:
        rows = list(csv.reader(file))[1:]
    with open(f"data/{name}_truth.csv", newline="") as file:
        truth = {row["id"]: row["material"] for row in csv.DictReader(file)}
    return [{"id": row[0], "x": [float(cell) for cell in row[1:]]} for row in rows], truth


def answer(truth, codes):
    if truth and random.random() >= ERROR_RATE:
        return truth
    return random.choice([code for code in codes if code != truth])  # "" is a spoilt patch


def main():
    random.seed(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    pool, truth = read("pool")
    sealed, sealed_truth = read("sealed")
    codes = sorted(set(sealed_truth.values()))
    strategy = Strategy(pool, batch=BATCH, codes=codes)
    asked = []
    for turn in range(1, ROUNDS + 1):
        ids = strategy.ask(ROUNDS * BATCH - len(asked))[:BATCH]
        asked += ids
        strategy.tell([(id_, answer(truth[id_], codes)) for id_ in ids])
        predicted = strategy.predict([patch["x"] for patch in sealed])
        right = [one == sealed_truth[patch["id"]] for one, patch in zip(predicted, sealed)]
        met = {truth[id_] for id_ in asked} - {""}
        print(f"round {turn}: accuracy {sum(right) / len(right):.3f}, {len(met)} materials met")
    labels = strategy.finish()
    real = [id_ for id_ in dict.fromkeys(asked) if truth[id_]]
    quality = sum(labels.get(id_) == truth[id_] for id_ in real) / len(real)
    print(f"{len(asked) - len(real)} spoilt or repeated, labels right {quality:.3f}")


if __name__ == "__main__":
    main()
