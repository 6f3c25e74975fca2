import csv
import json
from pathlib import Path
from statistics import fmean

import packkit
from packkit import Measure


def grade(case: Path, outputs: Path) -> dict[str, Measure]:
    with (case / "answers" / "prices.csv").open(newline="") as file:
        truth = {row["id"]: float(row["price"]) for row in csv.DictReader(file)}
    rows = packkit.read_csv(
        outputs / "quote" / "quotes.csv",
        {"id": packkit.text, "price": packkit.number},
        ids=truth,
        id_column="id",
    )
    quoted = {row["id"]: row["price"] for row in rows}
    mean = fmean(truth.values())
    over = fmean(quoted[id_] > price + 30 for id_, price in truth.items())
    accept = json.loads((case / "answers" / "accept.json").read_text())
    told = packkit.read_json_lines(
        outputs / "haggle" / "answers.jsonl", {"accept": packkit.flag}, lines=len(accept)
    )
    right = fmean(one["accept"] == wanted for one, wanted in zip(told, accept, strict=True))
    return {
        "mean_error": Measure(
            value=fmean(abs(quoted[id_] - price) for id_, price in truth.items()),
            floor=fmean(abs(mean - price) for price in truth.values()),
            ceiling=10.0,
            evidence="Over 50 new items.",
        ),
        "overcharged": Measure(value=over, evidence=f"{over:.0%} were overcharged."),
        "right_answers": Measure(value=right),
    }
