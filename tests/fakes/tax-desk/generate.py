import csv
import random
from pathlib import Path

from packkit import canary


def generate(seed: int, out: Path) -> None:
    rng = random.Random(seed)
    rates = {f"c{number}": round(rng.uniform(0, 0.5), 3) for number in range(12)}
    asked = [(f"r{n}", rng.choice(list(rates)), rng.randint(50, 150)) for n in range(40)]
    write(out / "public" / "rates.csv", ["country", "rate"], rates.items())
    write(out / "hidden" / "asked.csv", ["id", "country", "amount"], asked)
    due = [(id_, round(rates[country] * amount, 2)) for id_, country, amount in asked]
    write(out / "answers" / "taxes.csv", ["id", "tax"], due)
    (out / "answers" / "canary.txt").write_text(canary(seed))


def write(path: Path, header: list, rows: object) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
