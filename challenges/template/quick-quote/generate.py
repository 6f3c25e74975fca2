import csv
import json
import random
from pathlib import Path

from packkit import canary


def generate(seed: int, out: Path) -> None:
    rng = random.Random(seed)
    slope, base = rng.uniform(2, 3), rng.uniform(10, 20)

    def item(number: int) -> tuple[str, float, float]:
        size = round(rng.uniform(1, 20), 2)
        return f"i{number}", size, round(base + slope * size + rng.gauss(0, 8), 2)

    history = [item(number) for number in range(400)]
    items = [item(number) for number in range(100, 150)]
    _write(out / "public" / "history.csv", ["id", "size", "price"], history)
    _write(out / "hidden" / "items.csv", ["id", "size"], [one[:2] for one in items])
    _write(out / "answers" / "prices.csv", ["id", "price"], [(one[0], one[2]) for one in items])
    (out / "answers" / "canary.txt").write_text(canary(seed))
    offers = []
    for number in range(12):
        size = rng.uniform(1, 20)
        accept = rng.random() < 0.5
        offer = base + slope * size + (9 if accept else -9)
        offers.append(({"size": round(size, 2), "offer": round(offer, 2)}, accept))
    lines = "".join(json.dumps(offer) + "\n" for offer, _ in offers)
    (out / "hidden" / "offers.jsonl").write_text(lines)
    (out / "answers" / "accept.json").write_text(json.dumps([accept for _, accept in offers]))


def _write(path: Path, header: list[str], rows: list[tuple]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
